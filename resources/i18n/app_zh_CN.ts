<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>txdesk::console::HelpDialog</name>
    <message>
        <source>Keys and signs</source>
        <translation>按键与符号</translation>
    </message>
    <message>
        <source>next, previous row or arrow</source>
        <translation>下一行、上一行（或箭头）</translation>
    </message>
    <message>
        <source>next, previous failed one</source>
        <translation>下一个、上一个失败的</translation>
    </message>
    <message>
        <source>newest, oldest loaded</source>
        <translation>最新、已加载的最旧</translation>
    </message>
    <message>
        <source>hold the list still</source>
        <translation>冻结列表</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>copy the gid</source>
        <translation>复制 gid</translation>
    </message>
    <message>
        <source>tabs of the detail</source>
        <translation>详情标签页</translation>
    </message>
    <message>
        <source>refresh, and only that</source>
        <translation>刷新，仅此而已</translation>
    </message>
    <message>
        <source>next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>retry now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>pause; Ctrl+Shift+R resumes</source>
        <translation>暂停；Ctrl+Shift+R 恢复</translation>
    </message>
    <message>
        <source>roll back…</source>
        <translation>回滚…</translation>
    </message>
    <message>
        <source>force-stop…</source>
        <translation>强制停止…</translation>
    </message>
    <message>
        <source>stop what is about to be sent</source>
        <translation>取消即将发送的操作</translation>
    </message>
    <message>
        <source>diagram: zoom, axis, folds</source>
        <translation>时序图：缩放、时间轴、折叠</translation>
    </message>
    <message>
        <source>export the diagram</source>
        <translation>导出时序图</translation>
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
        <source>Signs</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>transactions, overview, audit, tokens, locks, for a person</source>
        <translation>事务、概览、审计、令牌、锁、待人工</translation>
    </message>
    <message>
        <source>failing, stuck, or ⚑ waiting for a person: look at it</source>
        <translation>失败、卡住，或 ⚑ 等待人工处理：请查看</translation>
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
        <source>&amp;Transactions</source>
        <translation>事务(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概览(&amp;O)</translation>
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
        <source>Times in &amp;UTC</source>
        <translation>使用 &amp;UTC 时间</translation>
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
        <source>&amp;Audit</source>
        <translation>审计(&amp;A)</translation>
    </message>
    <message>
        <source>T&amp;okens</source>
        <translation>令牌(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Locks</source>
        <translation>锁(&amp;L)</translation>
    </message>
    <message>
        <source>For a p&amp;erson</source>
        <translation>待人工(&amp;E)</translation>
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
        <translation>已保存,机密已隐藏:%1</translation>
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
        <source>This profile is read-only.</source>
        <translation>此配置为只读。</translation>
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
        <source>Overview</source>
        <translation>概览</translation>
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
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>锁</translation>
    </message>
    <message>
        <source>For a person</source>
        <translation>待人工</translation>
    </message>
</context>
</TS>
