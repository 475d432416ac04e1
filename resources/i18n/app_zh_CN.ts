<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>LocalKeys</name>
    <message>
        <source>next row or arrow</source>
        <translation>下一行或下一个箭头</translation>
    </message>
    <message>
        <source>previous row or arrow</source>
        <translation>上一行或上一个箭头</translation>
    </message>
    <message>
        <source>next failed one</source>
        <translation>下一个失败项</translation>
    </message>
    <message>
        <source>previous failed one</source>
        <translation>上一个失败项</translation>
    </message>
    <message>
        <source>open, unfold</source>
        <translation>打开、展开</translation>
    </message>
    <message>
        <source>hold the list still</source>
        <translation>定住列表</translation>
    </message>
    <message>
        <source>newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>oldest that can be reached</source>
        <translation>能到达的最早一条</translation>
    </message>
    <message>
        <source>load 10,000 older ones</source>
        <translation>再加载 10,000 条更早的</translation>
    </message>
    <message>
        <source>copy the gid</source>
        <translation>复制 gid</translation>
    </message>
    <message>
        <source>copy as curl</source>
        <translation>复制为 curl</translation>
    </message>
    <message>
        <source>next kind of time axis</source>
        <translation>切换时间轴方式</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>任何地方</translation>
    </message>
    <message>
        <source>copy the selection as text; with Shift as JSON</source>
        <translation>把选中内容复制为文本；加 Shift 为 JSON</translation>
    </message>
    <message>
        <source>stop what is about to be sent, clear a search, leave a mode</source>
        <translation>停下即将发送的操作、清除搜索、退出模式</translation>
    </message>
    <message>
        <source>filter the list, search the diagram</source>
        <translation>筛选列表，在图中查找</translation>
    </message>
    <message>
        <source>mark for comparing</source>
        <translation>标记用于比较</translation>
    </message>
    <message>
        <source>compare with the marked one</source>
        <translation>与标记的事务比较</translation>
    </message>
    <message>
        <source>compare the newest two answers</source>
        <translation>比较最近的两个应答</translation>
    </message>
    <message>
        <source>larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>fit to the width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>lifelines to the left</source>
        <translation>生命线向左</translation>
    </message>
    <message>
        <source>lifelines to the right</source>
        <translation>生命线向右</translation>
    </message>
    <message>
        <source>fold retries</source>
        <translation>折叠重试</translation>
    </message>
    <message>
        <source>unfold the retries of this arrow</source>
        <translation>展开此箭头的重试</translation>
    </message>
    <message>
        <source>go to now and stay there</source>
        <translation>转到现在并保持</translation>
    </message>
    <message>
        <source>next find</source>
        <translation>下一个查找结果</translation>
    </message>
    <message>
        <source>previous find</source>
        <translation>上一个查找结果</translation>
    </message>
    <message>
        <source>show all lifelines, or fold the quiet ones</source>
        <translation>显示全部生命线，或折叠安静的生命线</translation>
    </message>
    <message>
        <source>a lifeline for each replica, or one for all</source>
        <translation>每个副本一条生命线，或合为一条</translation>
    </message>
    <message>
        <source>other order of lifelines</source>
        <translation>改变生命线的顺序</translation>
    </message>
    <message>
        <source>hide what was not found</source>
        <translation>隐藏未找到的内容</translation>
    </message>
    <message>
        <source>the range begins here</source>
        <translation>范围从此开始</translation>
    </message>
    <message>
        <source>the range ends here</source>
        <translation>范围到此结束</translation>
    </message>
    <message>
        <source>lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>diagrams</source>
        <translation>图</translation>
    </message>
    <message>
        <source>lists and diagrams</source>
        <translation>列表和图</translation>
    </message>
</context>
<context>
    <name>PaletteDesk</name>
    <message>
        <source>No coordinator is connected.</source>
        <translation>没有连接任何协调器。</translation>
    </message>
    <message>
        <source>Open the link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>A moment: -2h, 03:12, 2026-11-21 03:12</source>
        <translation>时刻：-2h、03:12、2026-11-21 03:12</translation>
    </message>
    <message>
        <source>It is none yet.</source>
        <translation>还不是一个时刻。</translation>
    </message>
    <message>
        <source>Transactions as they began before %1</source>
        <translation>%1 之前开始的事务</translation>
    </message>
    <message>
        <source>Open the transaction %1</source>
        <translation>打开事务 %1</translation>
    </message>
    <message>
        <source>by its whole gid</source>
        <translation>按完整 gid</translation>
    </message>
    <message>
        <source>List transactions whose gid begins with %1</source>
        <translation>列出 gid 以 %1 开头的事务</translation>
    </message>
    <message numerus="yes">
        <source>%n calls without an answer</source>
        <translation>
            <numerusform>%n 次调用没有应答</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintDesk</name>
    <message>
        <source>nothing</source>
        <translation>没有内容</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>the first 2,000 rows only</source>
        <translation>只含前 2,000 行</translation>
    </message>
</context>
<context>
    <name>txdesk::console::CommandRegistry</name>
    <message>
        <source>No transaction is shown.</source>
        <translation>没有显示任何事务。</translation>
    </message>
    <message>
        <source>✖ One key, or one with Ctrl, Alt or Shift, please: not one after the other.</source>
        <translation>✖ 请用一个键，或与 Ctrl、Alt、Shift 组合的一个键：不能是先后两个键。</translation>
    </message>
    <message>
        <source>✖ Single letters stay with lists and diagrams: elsewhere they would be typed.</source>
        <translation>✖ 单个字母只用于列表和图：在别处会被当作输入。</translation>
    </message>
    <message>
        <source>✖ &quot;%1&quot; has these keys. Give it others first.</source>
        <translation>✖ “%1”已使用这些键。请先为它换一组。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::DiagnosticsDialog</name>
    <message>
        <source>Diagnostics</source>
        <translation>诊断信息</translation>
    </message>
    <message>
        <source>These files would be saved. Nothing is sent anywhere. Untick what you do not want to give away.</source>
        <translation>将保存以下文件，不会发送到任何地方。不想提供的请取消勾选。</translation>
    </message>
    <message>
        <source>Files of the diagnostics</source>
        <translation>诊断信息的文件</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>Archives (*.tar.gz)</source>
        <translation>压缩包 (*.tar.gz)</translation>
    </message>
    <message>
        <source>✔ Saved.</source>
        <translation>✔ 已保存。</translation>
    </message>
    <message>
        <source>✖ It cannot be written.</source>
        <translation>✖ 无法写入。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::DockArea</name>
    <message>
        <source>Errors by kind</source>
        <translation>按错误分类</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
</context>
<context>
    <name>txdesk::console::HelpDialog</name>
    <message>
        <source>Keys and signs</source>
        <translation>按键与符号</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>running</source>
        <translation>执行中</translation>
    </message>
    <message>
        <source>waiting for its time or for another try</source>
        <translation>等待执行时间或重试</translation>
    </message>
    <message>
        <source>rolling back; with ✔ rolled back, as it should be</source>
        <translation>回滚中；带 ✔ 表示已按预期回滚</translation>
    </message>
    <message>
        <source>paused or force-stopped</source>
        <translation>已暂停或已强制停止</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>failing, stuck, or ⚑ waiting for a person: look at it</source>
        <translation>失败、卡住，或 ⚑ 等待人工处理：请查看</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>搜索按键</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>what they do</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Solid lines were observed, dotted ones are inferred, pale ones are predicted.</source>
        <translation>实线为观察到的，点线为推断的，浅色为预测的。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>连接…(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Demo</source>
        <translation>演示(&amp;D)</translation>
    </message>
    <message>
        <source>Disconnec&amp;t</source>
        <translation>断开(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Transaction</source>
        <translation>事务(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys and signs</source>
        <translation>按键与符号(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Branches</source>
        <translation>分支(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Sequence</source>
        <translation>时序图(&amp;S)</translation>
    </message>
    <message>
        <source>T&amp;imeline</source>
        <translation>时间线(&amp;I)</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>比较(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Attempts</source>
        <translation>调用记录(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Payload</source>
        <translation>负载(&amp;P)</translation>
    </message>
    <message>
        <source>Ra&amp;w</source>
        <translation>原始数据(&amp;W)</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一个窗格</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Language / 语言</source>
        <translation>语言 / &amp;Language</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Only the &amp;detail</source>
        <translation>仅显示详情(&amp;D)</translation>
    </message>
    <message>
        <source>Deli&amp;very</source>
        <translation>投递(&amp;V)</translation>
    </message>
    <message>
        <source>U&amp;ndo</source>
        <translation>回滚日志(&amp;N)</translation>
    </message>
    <message>
        <source>Open case &amp;file…</source>
        <translation>打开案例文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Save case file…</source>
        <translation>保存案例文件(&amp;S)…</translation>
    </message>
    <message>
        <source>No transaction is selected.</source>
        <translation>未选择事务。</translation>
    </message>
    <message>
        <source>&amp;Web hook for stock DTM…</source>
        <translation>用于原版 DTM 的 Webhook(&amp;W)…</translation>
    </message>
    <message>
        <source>Wake &amp;all that wait…</source>
        <translation>唤醒所有等待的事务(&amp;A)…</translation>
    </message>
    <message>
        <source>Of stock DTM only: here each transaction can be retried by itself.</source>
        <translation>仅用于原版 DTM:在这里每个事务都可以单独重试。</translation>
    </message>
    <message>
        <source>Open a case file</source>
        <translation>打开案例文件</translation>
    </message>
    <message>
        <source>Case files (*.txcase);;All files (*)</source>
        <translation>案例文件 (*.txcase);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2.</source>
        <translation>无法打开 %1:%2。</translation>
    </message>
    <message>
        <source>Save a case file</source>
        <translation>保存案例文件</translation>
    </message>
    <message>
        <source>Case files (*.txcase)</source>
        <translation>案例文件 (*.txcase)</translation>
    </message>
    <message>
        <source>Saved, secrets hidden: %1</source>
        <translation>已保存，机密已隐藏:%1</translation>
    </message>
    <message>
        <source>The case file could not be saved: %1</source>
        <translation>无法保存案例文件:%1</translation>
    </message>
    <message>
        <source>Case file</source>
        <translation>案例文件</translation>
    </message>
    <message>
        <source>Coordinators</source>
        <translation>协调器</translation>
    </message>
    <message>
        <source>No coordinator is connected.</source>
        <translation>没有连接任何协调器。</translation>
    </message>
    <message>
        <source>T&amp;ools</source>
        <translation>工具(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation>页面(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Detail</source>
        <translation>详情(&amp;D)</translation>
    </message>
    <message>
        <source>D&amp;ocks</source>
        <translation>停靠窗(&amp;O)</translation>
    </message>
    <message>
        <source>La&amp;yout</source>
        <translation>布局(&amp;Y)</translation>
    </message>
    <message>
        <source>T&amp;imes</source>
        <translation>时间(&amp;I)</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>There is no such page here.</source>
        <translation>这里没有这个页面。</translation>
    </message>
    <message>
        <source>This transaction has no such tab.</source>
        <translation>这个事务没有这个标签页。</translation>
    </message>
    <message>
        <source>It has nothing to show here.</source>
        <translation>这里没有可显示的内容。</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Of this machine</source>
        <translation>本机时间</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Of the server (its profile)</source>
        <translation>服务器时间（按配置）</translation>
    </message>
    <message>
        <source>How long ago</source>
        <translation>多久以前</translation>
    </message>
    <message>
        <source>&amp;Find or command…</source>
        <translation>查找或命令(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>There is nothing before this.</source>
        <translation>前面没有了。</translation>
    </message>
    <message>
        <source>F&amp;orward</source>
        <translation>前进(&amp;O)</translation>
    </message>
    <message>
        <source>There is nothing after this.</source>
        <translation>后面没有了。</translation>
    </message>
    <message>
        <source>Focus &amp;mode (3am)</source>
        <translation>专注模式（凌晨三点）(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Stuck everywhere</source>
        <translation>各处卡住的(&amp;S)</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>复制链接(&amp;L)</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>D&amp;iagnostics…</source>
        <translation>诊断信息(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>首选项(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Triage: the list is large</source>
        <translation>分诊：列表为主(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Debug: the detail is large</source>
        <translation>调试：详情为主(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Wall: the overview alone</source>
        <translation>大屏：只有总览(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Undo the last change</source>
        <translation>撤销上次布局变动(&amp;U)</translation>
    </message>
    <message>
        <source>Nothing was moved.</source>
        <translation>没有移动过什么。</translation>
    </message>
    <message>
        <source>&amp;Redo it</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Nothing was undone.</source>
        <translation>没有撤销过什么。</translation>
    </message>
    <message>
        <source>Transactions: %1</source>
        <translation>事务：%1</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Stuck everywhere</source>
        <translation>各处卡住的</translation>
    </message>
    <message>
        <source>This link cannot be opened: %1</source>
        <translation>无法打开这个链接：%1</translation>
    </message>
    <message>
        <source>This link is of &quot;%1&quot;, and no profile has that name.</source>
        <translation>这个链接属于“%1”，没有这个名称的配置。</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>有任务正在运行</translation>
    </message>
    <message numerus="yes">
        <source>%n coordinators have a job that this console carries out itself. Closing the window ends it: what is done stays done, the rest is left alone.</source>
        <translation>
            <numerusform>%n 个协调者上有由此控制台执行的任务。关闭窗口将结束它：已执行的保持不变，其余不再处理。</numerusform>
        </translation>
    </message>
    <message>
        <source>End the jobs and close</source>
        <translation>结束任务并关闭</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>&amp;Bulk</source>
        <translation>批量(&amp;B)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Save this layout as…</source>
        <translation>布局另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the layout</source>
        <translation>保存布局</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>布局名称</translation>
    </message>
    <message>
        <source>Triage</source>
        <translation>分诊</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>A delivered layout has this name.</source>
        <translation>已有同名的自带布局。</translation>
    </message>
    <message>
        <source>There is one of this name: delete it first.</source>
        <translation>已有同名布局：请先删除它。</translation>
    </message>
    <message>
        <source>Saved: the layout &quot;%1&quot; is in the menu View &gt; Layout.</source>
        <translation>已保存：布局“%1”在菜单“视图 &gt; 布局”中。</translation>
    </message>
    <message>
        <source>De&amp;lete a layout</source>
        <translation>删除布局(&amp;L)</translation>
    </message>
    <message>
        <source>Deleted: the layout &quot;%1&quot;.</source>
        <translation>已删除布局“%1”。</translation>
    </message>
    <message>
        <source>&amp;Stories</source>
        <translation>故事(&amp;S)</translation>
    </message>
</context>
<context>
    <name>txdesk::console::PaletteDialog</name>
    <message>
        <source>Find or command</source>
        <translation>查找或命令</translation>
    </message>
    <message>
        <source>a gid or key   &gt; command   @ participant   # view   : time   ? help</source>
        <translation>gid 或业务键   &gt; 命令   @ 参与者   # 视图   : 时刻   ? 帮助</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nothing fits. &gt; commands, @ participants, # views, : times, ? help</source>
        <translation>没有符合的。&gt; 命令、@ 参与者、# 视图、: 时刻、? 帮助</translation>
    </message>
    <message>
        <source>Enter: %1</source>
        <translation>回车：%1</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>现在不行：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Search the preferences</source>
        <translation>搜索首选项</translation>
    </message>
    <message>
        <source>Pages of preferences</source>
        <translation>首选项的页面</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>主题(&amp;H)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>行距(&amp;R)</translation>
    </message>
    <message>
        <source>Compact: more of them</source>
        <translation>紧凑：显示更多行</translation>
    </message>
    <message>
        <source>Cosy: more room</source>
        <translation>宽松：留白更多</translation>
    </message>
    <message>
        <source>&amp;Size of text</source>
        <translation>文字大小(&amp;S)</translation>
    </message>
    <message>
        <source>nothing flashes or slides</source>
        <translation>没有闪烁和滑动</translation>
    </message>
    <message>
        <source>Reduced &amp;motion</source>
        <translation>减少动画(&amp;M)</translation>
    </message>
    <message>
        <source>Language and times</source>
        <translation>语言和时间</translation>
    </message>
    <message>
        <source>&amp;Language / 语言</source>
        <translation>语言 / Language(&amp;L)</translation>
    </message>
    <message>
        <source>T&amp;imes</source>
        <translation>时间(&amp;I)</translation>
    </message>
    <message>
        <source>Of this machine</source>
        <translation>本机时间</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Of the server (its profile)</source>
        <translation>服务器时间（按配置）</translation>
    </message>
    <message>
        <source>How long ago</source>
        <translation>多久以前</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令和按键</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>As delivered</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>重置本页</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export the preferences</source>
        <translation>导出首选项</translation>
    </message>
    <message>
        <source>INI files (*.ini)</source>
        <translation>INI 文件 (*.ini)</translation>
    </message>
    <message>
        <source>✖ %1 cannot be written.</source>
        <translation>✖ 无法写入 %1。</translation>
    </message>
    <message>
        <source>Import preferences</source>
        <translation>导入首选项</translation>
    </message>
    <message>
        <source>Single letters are of lists and diagrams only; everything else has Ctrl, Alt or a function key.</source>
        <translation>单个字母只用于列表和图；其他命令使用 Ctrl、Alt 或功能键。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ServersPanel</name>
    <message>
        <source>Coordinators</source>
        <translation>协调器</translation>
    </message>
    <message>
        <source>Stuck everywhere  %1</source>
        <translation>各处卡住的  %1</translation>
    </message>
    <message>
        <source>Stuck everywhere</source>
        <translation>各处卡住的</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
</context>
<context>
    <name>txdesk::console::StatusLine</name>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>no connection chosen</source>
        <translation>未选择连接</translation>
    </message>
    <message>
        <source>live, %1</source>
        <translation>实时，%1</translation>
    </message>
    <message>
        <source>stale, %1</source>
        <translation>陈旧，%1</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message numerus="yes">
        <source>%n rows loaded</source>
        <translation>
            <numerusform>已加载 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>⚠ clocks differ by %1</source>
        <translation>⚠ 时钟相差 %1</translation>
    </message>
    <message>
        <source>read-only · secrets hidden</source>
        <translation>只读 · 敏感信息已隐藏</translation>
    </message>
    <message>
        <source>secrets hidden</source>
        <translation>敏感信息已隐藏</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
</context>
<context>
    <name>txdesk::console::StuckEverywhere</name>
    <message>
        <source>not asked: %1</source>
        <translation>没有问到：%1</translation>
    </message>
    <message>
        <source>No coordinator is connected.</source>
        <translation>没有连接任何协调器。</translation>
    </message>
    <message>
        <source>Nothing is stuck.   %1</source>
        <translation>没有卡住的。   %1</translation>
    </message>
    <message>
        <source>Stuck   %1</source>
        <translation>卡住   %1</translation>
    </message>
    <message>
        <source>Stuck everywhere</source>
        <translation>各处卡住的</translation>
    </message>
    <message>
        <source>where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>gid</source>
        <translation>gid</translation>
    </message>
    <message>
        <source>type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>age</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>participants</source>
        <translation>参与者</translation>
    </message>
</context>
<context>
    <name>txdesk::console::Workspace</name>
    <message>
        <source>Nothing heard for %1: what you see may be old.</source>
        <translation>已有 %1 没有消息：所见内容可能已过时。</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>正在连接 %1…</translation>
    </message>
    <message>
        <source>Not connected: %1.</source>
        <translation>未连接：%1。</translation>
    </message>
    <message>
        <source>Not connected, as of %1 (%2).</source>
        <translation>未连接，数据截至 %1（%2）。</translation>
    </message>
    <message>
        <source>Try %1 in %2.</source>
        <translation>%2后进行第 %1 次尝试。</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>正在尝试…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即尝试</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>事务</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>This coordinator is open: whoever reaches it may do everything, without a token.</source>
        <translation>此协调器是开放的：任何能连上它的人无需令牌即可执行一切操作。</translation>
    </message>
    <message>
        <source>No token could be read: %1</source>
        <translation>无法读取令牌：%1</translation>
    </message>
    <message>
        <source>Certificate…</source>
        <translation>证书…</translation>
    </message>
    <message>
        <source>Profile…</source>
        <translation>连接配置…</translation>
    </message>
</context>
</TS>
