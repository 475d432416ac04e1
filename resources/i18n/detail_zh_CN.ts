<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>txdesk::console::AttemptsTab</name>
    <message>
        <source>The answer has no text.</source>
        <translation>应答没有文字。</translation>
    </message>
    <message>
        <source>Select an attempt to read its whole answer.</source>
        <translation>选中一次调用，即可阅读完整应答。</translation>
    </message>
    <message>
        <source>Nobody has been called yet.</source>
        <translation>尚未调用任何人。</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>调用记录</translation>
    </message>
    <message>
        <source>Whole answer</source>
        <translation>完整应答</translation>
    </message>
    <message>
        <source>Answer of the selected attempt</source>
        <translation>所选调用的应答</translation>
    </message>
</context>
<context>
    <name>txdesk::console::BranchesTab</name>
    <message>
        <source>No branch yet: branches appear when the initiator registers them.</source>
        <translation>尚无分支：发起方登记后才会出现。</translation>
    </message>
    <message>
        <source>This transaction has no branches.</source>
        <translation>该事务没有分支。</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分支</translation>
    </message>
</context>
<context>
    <name>txdesk::console::DeliveryTab</name>
    <message>
        <source>Receivers</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Steps of the ladder</source>
        <translation>重试阶梯</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>投递记录</translation>
    </message>
    <message>
        <source>Resend to this receiver</source>
        <translation>重发给此接收方</translation>
    </message>
    <message>
        <source>No delivery after %1.</source>
        <translation>%1 之后不再投递。</translation>
    </message>
    <message>
        <source>It names no ladder of its own: these are the usual steps; the coordinator may be configured otherwise.</source>
        <translation>它没有指定自己的阶梯：这里是常用步骤；协调者的配置可能不同。</translation>
    </message>
    <message>
        <source>Resend to all</source>
        <translation>重发给全部</translation>
    </message>
    <message>
        <source>Nothing of it was given up or waits.</source>
        <translation>没有已放弃或等待中的投递。</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>投递</translation>
    </message>
</context>
<context>
    <name>txdesk::console::DetailHeader</name>
    <message>
        <source>created %1</source>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>age %1</source>
        <translation>已存在 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n 次调用</numerusform>
        </translation>
    </message>
    <message>
        <source>time limit %1</source>
        <translation>时限 %1</translation>
    </message>
    <message>
        <source>driven by %1</source>
        <translation>由 %1 驱动</translation>
    </message>
    <message>
        <source>older journal entries left out</source>
        <translation>省略了更早的日志</translation>
    </message>
    <message>
        <source>As last seen: %1</source>
        <translation>最后所见：%1</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>结论：%1</translation>
    </message>
    <message>
        <source>Rule %1</source>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>Copy the gid</source>
        <translation>复制 gid</translation>
    </message>
    <message>
        <source>Copy the gid (y in the list)</source>
        <translation>复制 gid(列表中按 y)</translation>
    </message>
    <message>
        <source>gid</source>
        <translation>gid</translation>
    </message>
    <message>
        <source>workflow %1</source>
        <translation>工作流 %1</translation>
    </message>
    <message>
        <source>over %1</source>
        <translation>经由 %1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::DetailPane</name>
    <message>
        <source>Select a transaction to see what happened to it.</source>
        <translation>选择一个事务，查看它经历了什么。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>The coordinator does not know %1.</source>
        <translation>协调器没有 %1 这个事务。</translation>
    </message>
    <message>
        <source>%1 could not be loaded: %2</source>
        <translation>无法加载 %1：%2</translation>
    </message>
    <message>
        <source>The coordinator has removed it meanwhile; this is its last state.</source>
        <translation>协调器已将其删除；这是它最后的状态。</translation>
    </message>
    <message>
        <source>Not up to date: %1</source>
        <translation>不是最新：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>txdesk::console::PayloadAccess</name>
    <message>
        <source>Payloads are hidden: they may hold personal data and secrets.</source>
        <translation>负载已隐藏：其中可能含有个人数据和机密。</translation>
    </message>
    <message>
        <source>Payloads stay hidden: %1</source>
        <translation>负载仍然隐藏：%1</translation>
    </message>
    <message>
        <source>Asking for the payloads…</source>
        <translation>正在请求负载…</translation>
    </message>
    <message>
        <source>reason, kept in the audit</source>
        <translation>原因，记入审计</translation>
    </message>
    <message>
        <source>Reason to look</source>
        <translation>查看原因</translation>
    </message>
    <message>
        <source>Show payload (this is recorded)</source>
        <translation>显示负载（将被记录）</translation>
    </message>
</context>
<context>
    <name>txdesk::console::PayloadTab</name>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>No branches yet</source>
        <translation>还没有分支</translation>
    </message>
    <message>
        <source>No payload</source>
        <translation>没有负载</translation>
    </message>
    <message>
        <source>Request · JSON · %1</source>
        <translation>请求 · JSON · %1</translation>
    </message>
    <message>
        <source>Request · text · %1</source>
        <translation>请求 · 文本 · %1</translation>
    </message>
    <message>
        <source>Request · binary · %1</source>
        <translation>请求 · 二进制 · %1</translation>
    </message>
    <message>
        <source> · cut at 256 KB</source>
        <translation> · 截断于 256 KB</translation>
    </message>
    <message>
        <source>Newest answer:</source>
        <translation>最近应答：</translation>
    </message>
    <message>
        <source>input of %1</source>
        <translation>%1 的输入</translation>
    </message>
    <message>
        <source>%1  %2: recorded result</source>
        <translation>%1  %2：已记录的结果</translation>
    </message>
    <message>
        <source>result of the workflow</source>
        <translation>工作流的结果</translation>
    </message>
    <message>
        <source>JSON · %1</source>
        <translation>JSON · %1</translation>
    </message>
    <message>
        <source>text · %1</source>
        <translation>文本 · %1</translation>
    </message>
    <message>
        <source>binary · %1</source>
        <translation>二进制 · %1</translation>
    </message>
    <message>
        <source>Hidden · %1</source>
        <translation>已隐藏 · %1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::RawTab</name>
    <message>
        <source>Raw</source>
        <translation>原始数据</translation>
    </message>
</context>
<context>
    <name>txdesk::console::SequenceExportDialog</name>
    <message>
        <source>Export the diagram</source>
        <translation>导出时序图</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>SVG picture, with text that can be searched</source>
        <translation>SVG 图片,文字可搜索</translation>
    </message>
    <message>
        <source>PDF pages</source>
        <translation>PDF 页面</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>PlantUML text</source>
        <translation>PlantUML 文本</translation>
    </message>
    <message>
        <source>Mermaid text</source>
        <translation>Mermaid 文本</translation>
    </message>
    <message>
        <source>Plain text for tickets</source>
        <translation>工单用纯文本</translation>
    </message>
    <message>
        <source>&amp;Part</source>
        <translation>范围(&amp;P)</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>What is in sight</source>
        <translation>可见部分</translation>
    </message>
    <message>
        <source>The chosen range</source>
        <translation>选定的范围</translation>
    </message>
    <message>
        <source>Failures, with five rows before and after</source>
        <translation>失败处,及其前后各五行</translation>
    </message>
    <message>
        <source>No range is chosen: drag along the time rail, or press &lt; and &gt; on an arrow.</source>
        <translation>尚未选定范围:沿时间栏拖动,或在箭头上按 &lt; 和 &gt;。</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Light, for paper</source>
        <translation>浅色,适合打印</translation>
    </message>
    <message>
        <source>As on screen</source>
        <translation>与屏幕相同</translation>
    </message>
    <message>
        <source>Pixels for each point of a PNG</source>
        <translation>PNG 每点的像素数</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>分辨率(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Attach the case file</source>
        <translation>附上案例文件(&amp;A)</translation>
    </message>
    <message>
        <source>It says</source>
        <translation>其中注明</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)……</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>复制(&amp;Y)</translation>
    </message>
    <message>
        <source>Text has no colours.</source>
        <translation>文本没有颜色。</translation>
    </message>
    <message>
        <source>Only a PNG has pixels.</source>
        <translation>只有 PNG 有像素。</translation>
    </message>
    <message>
        <source>Only a PDF can carry another file.</source>
        <translation>只有 PDF 能附带其他文件。</translation>
    </message>
    <message>
        <source>There is no case file of this transaction to attach.</source>
        <translation>这个事务没有可附上的案例文件。</translation>
    </message>
    <message>
        <source>Only text can be copied: save pictures to a file.</source>
        <translation>只能复制文本:图片请保存为文件。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::SequenceFindBar</name>
    <message>
        <source>no match</source>
        <translation>没有匹配</translation>
    </message>
    <message>
        <source>Nothing to go to: no arrow says that.</source>
        <translation>无处可去:没有箭头包含这些文字。</translation>
    </message>
    <message>
        <source>Search: label, answer, participant, branch, #number</source>
        <translation>搜索:标签、应答、参与方、分支、#编号</translation>
    </message>
    <message>
        <source>Search in the diagram</source>
        <translation>在图中搜索</translation>
    </message>
    <message>
        <source>Hide the rest</source>
        <translation>隐藏其余</translation>
    </message>
    <message>
        <source>Failures only</source>
        <translation>仅失败</translation>
    </message>
    <message>
        <source>Previous match (N)</source>
        <translation>上一个匹配(N)</translation>
    </message>
    <message>
        <source>Next match (n)</source>
        <translation>下一个匹配(n)</translation>
    </message>
    <message>
        <source>Hide what does not match instead of marking what does (f)</source>
        <translation>隐藏不匹配的,而不是标出匹配的(f)</translation>
    </message>
    <message>
        <source>Only failures, and five rows before and after each</source>
        <translation>只显示失败处及其前后各五行</translation>
    </message>
    <message>
        <source>End the search and show everything (Esc)</source>
        <translation>结束搜索并显示全部(Esc)</translation>
    </message>
    <message>
        <source>matches: %1</source>
        <translation>匹配:%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::SequenceTab</name>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>缩小（-）</translation>
    </message>
    <message>
        <source>Fit the width (0)</source>
        <translation>适合宽度（0）</translation>
    </message>
    <message>
        <source>Next kind of time axis (t)</source>
        <translation>切换时间轴（t）</translation>
    </message>
    <message>
        <source>Sequence diagram</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>Export the diagram</source>
        <translation>导出时序图</translation>
    </message>
    <message>
        <source>The diagram could not be written: %1</source>
        <translation>无法写入图：%1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>Fit everything (0 0)</source>
        <translation>显示全图(0 0)</translation>
    </message>
    <message>
        <source>Other order of the lifelines (o)</source>
        <translation>切换生命线顺序(o)</translation>
    </message>
    <message>
        <source>Unfold all retries (})</source>
        <translation>展开全部重试(})</translation>
    </message>
    <message>
        <source>Fold all retries ({)</source>
        <translation>折叠全部重试({)</translation>
    </message>
    <message>
        <source>Search in the diagram (Ctrl+F)</source>
        <translation>在图中搜索(Ctrl+F)</translation>
    </message>
    <message>
        <source>Print preview</source>
        <translation>打印预览</translation>
    </message>
    <message>
        <source>Export (Ctrl+E)</source>
        <translation>导出(Ctrl+E)</translation>
    </message>
    <message>
        <source>%1 quiet participants share a lifeline · show all</source>
        <translation>%1 个安静的参与方共用一条生命线 · 全部显示</translation>
    </message>
    <message>
        <source>only a range is shown ✕</source>
        <translation>只显示一段范围 ✕</translation>
    </message>
    <message>
        <source>a range is chosen ✕</source>
        <translation>已选定范围 ✕</translation>
    </message>
    <message>
        <source>Show everything. Press f to hide or fade what is outside of the range.</source>
        <translation>显示全部。按 f 可隐藏或淡化范围之外的内容。</translation>
    </message>
    <message>
        <source>Only participants can be moved or hidden.</source>
        <translation>只有参与方可以移动或隐藏。</translation>
    </message>
    <message>
        <source>Hide this lifeline</source>
        <translation>隐藏这条生命线</translation>
    </message>
    <message>
        <source>Move to the left</source>
        <translation>左移</translation>
    </message>
    <message>
        <source>Move to the right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>Show all lifelines, or fold the quiet ones</source>
        <translation>显示全部生命线,或折叠安静的生命线</translation>
    </message>
    <message>
        <source>One lifeline for all replicas of a name</source>
        <translation>同名副本共用一条生命线</translation>
    </message>
    <message>
        <source>A lifeline for each replica</source>
        <translation>每个副本一条生命线</translation>
    </message>
    <message>
        <source>Writing %1 …</source>
        <translation>正在写入 %1……</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入:%1</translation>
    </message>
    <message>
        <source>The diagram is in the clipboard as text.</source>
        <translation>时序图已作为文本复制到剪贴板。</translation>
    </message>
    <message>
        <source>Print the diagram</source>
        <translation>打印时序图</translation>
    </message>
    <message>
        <source>hidden lifelines: %1 · show all</source>
        <translation>隐藏的生命线:%1 · 全部显示</translation>
    </message>
</context>
<context>
    <name>txdesk::console::UndoTab</name>
    <message>
        <source>Undo record: before, after, now</source>
        <translation>Undo 记录：之前、之后、当前</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>reason, kept in the audit</source>
        <translation>原因，记入审计</translation>
    </message>
    <message>
        <source>Reason to look</source>
        <translation>查看原因</translation>
    </message>
    <message>
        <source>branch %1 (%2)</source>
        <translation>分支 %1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>It holds %n locks: %1</source>
        <translation>
            <numerusform>它持有 %n 个锁：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>The participant is asked for the undo record: what it was, what this transaction made of it, what it is now.</source>
        <translation>向参与方查询 undo 记录：原来的值、本事务改成的值、当前的值。</translation>
    </message>
    <message>
        <source>Undo records are hidden: they hold data of applications.</source>
        <translation>Undo 记录已隐藏：其中有应用的数据。</translation>
    </message>
    <message>
        <source>Asking the participant…</source>
        <translation>正在询问参与方…</translation>
    </message>
    <message>
        <source>Read it again (this is recorded)</source>
        <translation>再次查看（会被记录）</translation>
    </message>
    <message>
        <source>Read the undo record (this is recorded)</source>
        <translation>查看 undo 记录（会被记录）</translation>
    </message>
    <message>
        <source>The participant does not show it: %1</source>
        <translation>参与方不展示：%1</translation>
    </message>
    <message>
        <source>It holds no lock</source>
        <translation>它不持有锁</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>回滚日志</translation>
    </message>
</context>
</TS>
