<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Differences</name>
    <message>
        <source>✔ about the same</source>
        <translation>✔ 大致相同</translation>
    </message>
    <message>
        <source>◔ slower here</source>
        <translation>◔ 此处更慢</translation>
    </message>
    <message>
        <source>◔ faster here</source>
        <translation>◔ 此处更快</translation>
    </message>
    <message>
        <source>%1: result</source>
        <translation>%1：结果</translation>
    </message>
    <message>
        <source>✖ not called here</source>
        <translation>✖ 此处未调用</translation>
    </message>
    <message>
        <source>✖ called only here</source>
        <translation>✖ 仅此处调用</translation>
    </message>
    <message>
        <source>✖ another result</source>
        <translation>✖ 结果不同</translation>
    </message>
    <message>
        <source>%1: attempts</source>
        <translation>%1：次数</translation>
    </message>
    <message>
        <source>⟳ more tries here</source>
        <translation>⟳ 此处尝试更多</translation>
    </message>
    <message>
        <source>⟳ fewer tries here</source>
        <translation>⟳ 此处尝试更少</translation>
    </message>
    <message>
        <source>%1: last call took</source>
        <translation>%1：最后一次调用耗时</translation>
    </message>
    <message>
        <source>%1: request</source>
        <translation>%1：请求</translation>
    </message>
    <message numerus="yes">
        <source>▶ %n places differ</source>
        <translation>
            <numerusform>▶ %n 处不同</numerusform>
        </translation>
    </message>
    <message>
        <source>whole transaction</source>
        <translation>整个事务</translation>
    </message>
</context>
<context>
    <name>Gantt</name>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>last seen</source>
        <translation>最后所见</translation>
    </message>
    <message>
        <source>whole time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>waited %1 from %2</source>
        <translation>自 %2 起等待 %1</translation>
    </message>
    <message>
        <source>planned for %1, not called yet</source>
        <translation>计划于 %1，尚未调用</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>第 %1 次</translation>
    </message>
    <message>
        <source>no answer for %1</source>
        <translation>%1 无应答</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>waited %1 before</source>
        <translation>此前等待 %1</translation>
    </message>
    <message>
        <source>on the critical path</source>
        <translation>在关键路径上</translation>
    </message>
</context>
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
    <name>txdesk::console::BudgetBar</name>
    <message>
        <source>Time limit: %1. When it is over, what is not decided is turned back.</source>
        <translation>时限：%1。超过后，尚未决定的将被回滚。</translation>
    </message>
    <message>
        <source>over its limit of %1</source>
        <translation>已超过时限 %1</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>已用 %1 / %2</translation>
    </message>
</context>
<context>
    <name>txdesk::console::CallMenu</name>
    <message>
        <source>This back end acts on whole transactions only.</source>
        <translation>该后端只能对整个事务操作。</translation>
    </message>
    <message>
        <source>Copy the call as grpcurl (Y)</source>
        <translation>将调用复制为 grpcurl (Y)</translation>
    </message>
    <message>
        <source>Copy the call as curl (Y)</source>
        <translation>将调用复制为 curl (Y)</translation>
    </message>
    <message>
        <source>There is nothing to call for this branch.</source>
        <translation>该分支没有可调用的内容。</translation>
    </message>
    <message>
        <source>Copy SQL for DTM&apos;s tables</source>
        <translation>复制查询 DTM 表的 SQL</translation>
    </message>
    <message>
        <source>Copy as text (Ctrl+C)</source>
        <translation>复制为文本 (Ctrl+C)</translation>
    </message>
    <message>
        <source>Copy as JSON (Ctrl+Shift+C)</source>
        <translation>复制为 JSON (Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>Copy the gid (y)</source>
        <translation>复制 gid (y)</translation>
    </message>
    <message>
        <source>%1: only branch %2</source>
        <translation>%1：仅分支 %2</translation>
    </message>
    <message>
        <source>Show the payload (Enter)</source>
        <translation>显示负载 (Enter)</translation>
    </message>
    <message>
        <source>Difference of the last two answers (D)</source>
        <translation>最近两次应答的差异 (D)</translation>
    </message>
    <message>
        <source>Compare with the last good one (M)</source>
        <translation>与最近成功的比较 (M)</translation>
    </message>
    <message>
        <source>Edit and resubmit…</source>
        <translation>编辑并重新提交…</translation>
    </message>
    <message>
        <source>A changed copy under a new gid</source>
        <translation>以新的 gid 提交修改后的副本</translation>
    </message>
</context>
<context>
    <name>txdesk::console::CompareTab</name>
    <message>
        <source>Looking for a transaction of this shape that succeeded…</source>
        <translation>正在查找同样结构且成功的事务…</translation>
    </message>
    <message>
        <source>marked · %1</source>
        <translation>已标记 · %1</translation>
    </message>
    <message>
        <source>last good one · %1</source>
        <translation>最近成功 · %1</translation>
    </message>
    <message>
        <source>this one · %1</source>
        <translation>本事务 · %1</translation>
    </message>
    <message>
        <source>The two have not the same shape: other participants, or in another order.</source>
        <translation>两者结构不同：参与者或顺序不同。</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>this one</source>
        <translation>本事务</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Compare with the last good one</source>
        <translation>与最近成功的比较</translation>
    </message>
    <message>
        <source>Two transactions, step beside step</source>
        <translation>两个事务，逐步并列</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
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
    <message>
        <source>started %1</source>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>finished %1</source>
        <translation>结束于 %1</translation>
    </message>
    <message>
        <source>initiator %1</source>
        <translation>发起方 %1</translation>
    </message>
    <message>
        <source>only the newest %1 of %2 journal entries are here</source>
        <translation>此处只有 %2 条日志中最新的 %1 条</translation>
    </message>
    <message>
        <source>Select it in all views</source>
        <translation>在所有视图中选中它</translation>
    </message>
    <message>
        <source>↖ copy of %1</source>
        <translation>↖ %1 的副本</translation>
    </message>
    <message>
        <source>It was resubmitted from %1: open that one</source>
        <translation>由 %1 重新提交：打开它</translation>
    </message>
    <message>
        <source>↗ resubmitted as %1</source>
        <translation>↗ 已重新提交为 %1</translation>
    </message>
    <message>
        <source>It was resubmitted as %1: open that one</source>
        <translation>已重新提交为 %1：打开它</translation>
    </message>
    <message>
        <source>Open the trace %1</source>
        <translation>打开链路 %1</translation>
    </message>
    <message>
        <source>trace %1…</source>
        <translation>链路 %1…</translation>
    </message>
    <message>
        <source>business key</source>
        <translation>业务键</translation>
    </message>
    <message>
        <source>What its initiator calls it (business key)</source>
        <translation>发起方对它的称呼（业务键）</translation>
    </message>
    <message>
        <source>Copy the trace id %1. The profile names no address for traces.</source>
        <translation>复制链路 ID %1。连接配置中没有链路地址。</translation>
    </message>
    <message>
        <source>only the newest %1 of %2 journal entries: no more are loaded</source>
        <translation>只有最新的 %1 条日志（共 %2 条）：不再加载更多</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>全部加载</translation>
    </message>
    <message>
        <source>Load all journal entries of this transaction</source>
        <translation>加载该事务的全部日志条目</translation>
    </message>
    <message>
        <source>Loads the older journal entries, too: the diagram and the verdict are complete then</source>
        <translation>同时加载较早的日志条目：之后时序图与结论是完整的</translation>
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
    <message>
        <source>Marked: other transactions are compared with this one (M).</source>
        <translation>已标记：其他事务将与它比较 (M)。</translation>
    </message>
    <message>
        <source>There are not two answers to compare.</source>
        <translation>没有两次应答可供比较。</translation>
    </message>
    <message>
        <source>It cannot be resubmitted: %1</source>
        <translation>不能重新提交：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::DiffView</name>
    <message>
        <source>Nothing to compare.</source>
        <translation>没有可比较的内容。</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>没有差异。</translation>
    </message>
    <message numerus="yes">
        <source>%n differences (F7: next, Shift+F7: previous)</source>
        <translation>
            <numerusform>%n 处差异（F7：下一处，Shift+F7：上一处）</numerusform>
        </translation>
    </message>
    <message>
        <source>Too large to compare line by line: told as one block.</source>
        <translation>内容过大，无法逐行比较：按一整块显示。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>下一处差异</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>上一处差异</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the differences</source>
        <translation>复制差异</translation>
    </message>
    <message>
        <source>Left text</source>
        <translation>左侧文本</translation>
    </message>
    <message>
        <source>Right text</source>
        <translation>右侧文本</translation>
    </message>
</context>
<context>
    <name>txdesk::console::FoldingEdit</name>
    <message numerus="yes">
        <source>… %n lines …</source>
        <translation>
            <numerusform>… %n 行 …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::GanttView</name>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n 次调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n rows</source>
        <translation>
            <numerusform>共 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n idle stretches folded</source>
        <translation>
            <numerusform>折叠了 %n 段空闲</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::InspectorPanel</name>
    <message>
        <source>the initiator</source>
        <translation>发起方</translation>
    </message>
    <message>
        <source>branch %1</source>
        <translation>分支 %1</translation>
    </message>
    <message>
        <source>called</source>
        <translation>调用地址</translation>
    </message>
    <message>
        <source>stored as</source>
        <translation>存储状态</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>%1, %2 of them failed</source>
        <translation>%1 次，其中 %2 次失败</translation>
    </message>
    <message>
        <source>this one</source>
        <translation>本事务</translation>
    </message>
    <message>
        <source>called at</source>
        <translation>调用时间</translation>
    </message>
    <message>
        <source>took</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>尚无应答</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>barrier</source>
        <translation>屏障</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>推断</translation>
    </message>
    <message>
        <source>Answer:</source>
        <translation>应答：</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Request:</source>
        <translation>请求：</translation>
    </message>
    <message>
        <source>No payload is shown here: see the tab Payload.</source>
        <translation>此处没有负载：见“负载”标签页。</translation>
    </message>
    <message>
        <source>Select a transaction, then a branch, an arrow or a bar.</source>
        <translation>请选择一个事务，再选择分支、箭头或横条。</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>business key</source>
        <translation>业务键</translation>
    </message>
    <message>
        <source>started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>next try</source>
        <translation>下次尝试</translation>
    </message>
    <message>
        <source>retry interval</source>
        <translation>重试间隔</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>failures in a row</source>
        <translation>连续失败</translation>
    </message>
    <message>
        <source>driven by</source>
        <translation>驱动者</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>变更次数</translation>
    </message>
    <message>
        <source>journal</source>
        <translation>日志条数</translation>
    </message>
    <message>
        <source>Newest error:</source>
        <translation>最新错误：</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Facts of the selection</source>
        <translation>所选内容的事实</translation>
    </message>
    <message>
        <source>Texts of the selection</source>
        <translation>所选内容的文本</translation>
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
        <source>Hidden · %1</source>
        <translation>已隐藏 · %1</translation>
    </message>
    <message>
        <source>This step returned nothing.</source>
        <translation>该步骤没有返回内容。</translation>
    </message>
    <message>
        <source>No payload: the call has no body.</source>
        <translation>没有负载：该调用没有请求体。</translation>
    </message>
    <message>
        <source>The answer had no text worth keeping.</source>
        <translation>应答没有值得保留的文字。</translation>
    </message>
    <message>
        <source>Nobody has answered yet.</source>
        <translation>尚无应答。</translation>
    </message>
    <message>
        <source>There is nothing to call for this branch.</source>
        <translation>该分支没有可调用的内容。</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Parts of a call</source>
        <translation>调用的各部分</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>第几次调用</translation>
    </message>
    <message>
        <source>Left side</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>header</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The call as a command, secrets hidden</source>
        <translation>以命令表示的调用（机密已隐藏）</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
</context>
<context>
    <name>txdesk::console::PayloadView</name>
    <message>
        <source>As a tree</source>
        <translation>树形显示</translation>
    </message>
    <message>
        <source>Only JSON is a tree.</source>
        <translation>只有 JSON 才能以树形显示。</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>decoded from base64</source>
        <translation>由 base64 解码</translation>
    </message>
    <message>
        <source>only the first %1 are shown</source>
        <translation>只显示前 %1</translation>
    </message>
    <message>
        <source>secrets shown: nothing can be copied</source>
        <translation>正在显示机密：不能复制</translation>
    </message>
    <message>
        <source>secrets hidden</source>
        <translation>机密已隐藏</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Indented</source>
        <translation>缩进</translation>
    </message>
    <message>
        <source>As sent</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>树形</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all of it, secrets hidden</source>
        <translation>复制全部（机密已隐藏）</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Payload as a tree</source>
        <translation>树形负载</translation>
    </message>
    <message>
        <source>Payload as bytes</source>
        <translation>字节负载</translation>
    </message>
    <message>
        <source>find in this payload</source>
        <translation>在此负载中查找</translation>
    </message>
    <message>
        <source>Find in this payload</source>
        <translation>在此负载中查找</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Only JSON and text can be indented: this is a protobuf message.</source>
        <translation>只有 JSON 和文本可以缩进：这是一条 protobuf 消息。</translation>
    </message>
    <message>
        <source>As a protobuf message, read without its schema: numbers instead of field names</source>
        <translation>按 protobuf 消息解读，没有 schema：以编号代替字段名</translation>
    </message>
    <message>
        <source>These bytes are no protobuf message.</source>
        <translation>这些字节不是 protobuf 消息。</translation>
    </message>
    <message>
        <source>protobuf, without its schema</source>
        <translation>protobuf，无 schema</translation>
    </message>
    <message>
        <source>hidden is what looks like a secret: there are no names to go by</source>
        <translation>看上去像机密的内容已隐藏：没有字段名可供判断</translation>
    </message>
    <message>
        <source>Protobuf</source>
        <translation>Protobuf</translation>
    </message>
    <message>
        <source>Of indented JSON and of messages: [ folds where the cursor is, ] unfolds, { and } all of it</source>
        <translation>缩进的 JSON 与消息：[ 折叠光标所在处，] 展开，{ 与 } 作用于全部</translation>
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
    <name>txdesk::console::ResubmitDialog</name>
    <message>
        <source>Edit and resubmit</source>
        <translation>编辑并重新提交</translation>
    </message>
    <message>
        <source>A copy of %1 is started under a new gid, with the bodies below. The original stays as it is; both say so in their journals.</source>
        <translation>将以新的 gid 启动 %1 的副本，使用下面的请求体。原事务保持不变；两者的日志都会记录。</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Body of the branch</source>
        <translation>分支的请求体</translation>
    </message>
    <message>
        <source>New gid</source>
        <translation>新的 gid</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>reason, kept in the audit</source>
        <translation>原因，记入审计</translation>
    </message>
    <message>
        <source>Resubmit as a copy</source>
        <translation>作为副本重新提交</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Sent: waiting for the answer.</source>
        <translation>已发送：等待应答。</translation>
    </message>
    <message>
        <source>The body of branch %1 is not JSON any more.</source>
        <translation>分支 %1 的请求体已不是 JSON。</translation>
    </message>
    <message>
        <source>The copy needs a gid of its own.</source>
        <translation>副本需要自己的 gid。</translation>
    </message>
    <message numerus="yes">
        <source>Say why, in at least %n characters.</source>
        <translation>
            <numerusform>请说明理由，至少 %n 个字符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bodies differ from the original.</source>
        <translation>
            <numerusform>%n 个请求体与原来不同。</numerusform>
        </translation>
    </message>
    <message>
        <source>original</source>
        <translation>原来</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>被拒绝：%1</translation>
    </message>
    <message>
        <source>This body is not text: it goes out as it came.</source>
        <translation>该内容不是文本：将原样发出。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::RevealBar</name>
    <message numerus="yes">
        <source>Secrets are shown for %n more seconds; nothing can be copied meanwhile.</source>
        <translation>
            <numerusform>机密还会显示 %n 秒；期间不能复制。</numerusform>
        </translation>
    </message>
    <message>
        <source>Secrets stay hidden: %1</source>
        <translation>机密仍然隐藏：%1</translation>
    </message>
    <message>
        <source>Secrets are hidden.</source>
        <translation>机密已隐藏。</translation>
    </message>
    <message>
        <source>reason, kept in the audit</source>
        <translation>原因，记入审计</translation>
    </message>
    <message>
        <source>Reason to reveal secrets</source>
        <translation>显示机密的理由</translation>
    </message>
    <message>
        <source>Hide secrets</source>
        <translation>隐藏机密</translation>
    </message>
    <message>
        <source>Reveal secrets for a minute</source>
        <translation>显示机密一分钟</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>未连接。</translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is needed.</source>
        <translation>
            <numerusform>需要至少 %n 个字符的理由。</numerusform>
        </translation>
    </message>
    <message>
        <source>This profile does not allow secrets to be revealed.</source>
        <translation>此连接配置不允许显示敏感内容。</translation>
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
        <translation>SVG 图片，文字可搜索</translation>
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
        <translation>失败处，及其前后各五行</translation>
    </message>
    <message>
        <source>No range is chosen: drag along the time rail, or press &lt; and &gt; on an arrow.</source>
        <translation>尚未选定范围:沿时间栏拖动，或在箭头上按 &lt; 和 &gt;。</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Light, for paper</source>
        <translation>浅色，适合打印</translation>
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
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
        <translation>隐藏不匹配的，而不是标出匹配的(f)</translation>
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
        <translation>显示全部生命线，或折叠安静的生命线</translation>
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
    <name>txdesk::console::TimelineTab</name>
    <message>
        <source>Nobody has been called yet, and no call is planned: there is nothing to draw.</source>
        <translation>尚未调用任何人，也没有计划中的调用：没有可绘制的内容。</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>缩小（-）</translation>
    </message>
    <message>
        <source>Fit (0)</source>
        <translation>适合窗口 (0)</translation>
    </message>
    <message>
        <source>True to scale: idle time is not folded (t)</source>
        <translation>按真实比例：不折叠空闲时间 (t)</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TwinFinder</name>
    <message>
        <source>The list of good ones could not be read: %1</source>
        <translation>无法读取成功事务的列表：%1</translation>
    </message>
    <message>
        <source>No transaction of this shape has succeeded among the newest %1: mark another one in the list with m, then compare with M.</source>
        <translation>最新的 %1 个中没有同样结构且成功的事务：在列表中用 m 标记另一个，再用 M 比较。</translation>
    </message>
    <message>
        <source>%1 could not be loaded: %2</source>
        <translation>无法加载 %1：%2</translation>
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
    <message>
        <source>This was read before the decision; the rows may hold something else now.</source>
        <translation>这是作出决定之前读取的；这些行现在可能已经不同。</translation>
    </message>
</context>
</TS>
