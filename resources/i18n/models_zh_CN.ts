<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>FilterGrammar</name>
    <message>
        <source>an age is a number and s, m, h or d: age&gt;5m</source>
        <translation>时长是数字加 s、m、h 或 d:age&gt;5m</translation>
    </message>
    <message>
        <source>compare ages with &gt; or &lt;: age&gt;5m</source>
        <translation>时长用 &gt; 或 &lt; 比较：age&gt;5m</translation>
    </message>
    <message>
        <source>failed tries are a number: tries&gt;=3</source>
        <translation>失败次数是一个数字：tries&gt;=3</translation>
    </message>
    <message>
        <source>compare tries with &gt; or &gt;=: tries&gt;=3</source>
        <translation>失败次数用 &gt; 或 &gt;= 比较：tries&gt;=3</translation>
    </message>
    <message>
        <source>the closing &quot; is missing</source>
        <translation>缺少结尾的 &quot;</translation>
    </message>
    <message>
        <source>only age and tries are compared; write %1:…</source>
        <translation>只有 age 和 tries 可以比较；请写成 %1:…</translation>
    </message>
    <message>
        <source>a value is missing after %1:</source>
        <translation>%1: 后面缺少值</translation>
    </message>
    <message>
        <source>a status is prepared, running, rolling-back, succeeded, rolled-back or unfinished; or one of trying, confirming, cancelling, phase-1, committing, at-client</source>
        <translation>状态可以是 prepared、running、rolling-back、succeeded、rolled-back 或 unfinished；也可以是 trying、confirming、cancelling、phase-1、committing、at-client 之一</translation>
    </message>
    <message>
        <source>a type is saga, tcc, xa, at, msg, notify or workflow</source>
        <translation>类型为 saga、tcc、xa、at、msg、notify 或 workflow</translation>
    </message>
    <message>
        <source>is: knows stuck, paused and parked</source>
        <translation>is: 支持 stuck、paused 和 parked</translation>
    </message>
    <message>
        <source>what waits for a person is dirty, unanswered or dead-letter</source>
        <translation>等待人工处理的种类为 dirty、unanswered 或 dead-letter</translation>
    </message>
    <message>
        <source>a time of creation is created:[-2h..now] or created:[2026-11-21T03:00..2026-11-21T04:00]</source>
        <translation>创建时间写作 created:[-2h..now] 或 created:[2026-11-21T03:00..2026-11-21T04:00]</translation>
    </message>
    <message>
        <source>unknown word %1; known are status, type, age, created, tries, part, err, fp, key, is, parked, gid</source>
        <translation>未知的词 %1；已知的有 status、type、age、created、tries、part、err、fp、key、is、parked、gid</translation>
    </message>
    <message>
        <source>status:running,rolling-back   prepared, running, rolling-back, succeeded, rolled-back, unfinished
status:trying   one kind&apos;s own word: trying, confirming, cancelling (tcc), phase-1, committing (xa), at-client (workflow)
type:saga   saga, tcc, xa, at, msg, notify or workflow
age&gt;5m   older than; age&lt;2h younger than
tries&gt;=3   failed tries in a row
part:127.0.0.1:8082   a participant, host and port
err:&quot;lock wait&quot;   words of the newest error
fp:&quot;lock wait #&quot;   errors of this shape: numbers and ids left out
key:ORD-2209   the business key its initiator gave it
created:[-2h..now]   created between: now, -2h, 2026-11-21T03:00 (your time), 2026-11-21T03:00Z
is:stuck   or is:paused, is:parked (waits for a person)
parked:dirty   dirty, unanswered, dead-letter
hqL8   the gid begins like this</source>
        <translation>status:running,rolling-back   prepared、running、rolling-back、succeeded、rolled-back、unfinished
status:trying   某一类型自己的状态词：trying、confirming、cancelling（tcc），phase-1、committing（xa），at-client（workflow）
type:saga   saga、tcc、xa、at、msg、notify 或 workflow
age&gt;5m   早于；age&lt;2h 晚于
tries&gt;=3   连续失败次数
part:127.0.0.1:8082   参与者，主机和端口
err:&quot;lock wait&quot;   最近错误中的文字
fp:&quot;lock wait #&quot;   这种形状的错误：不计数字和标识
key:ORD-2209   发起方给出的业务键
created:[-2h..now]   创建时间区间：now、-2h、2026-11-21T03:00（本地时间）、2026-11-21T03:00Z
is:stuck   或 is:paused、is:parked（等待人工）
parked:dirty   dirty、unanswered、dead-letter
hqL8   gid 以此开头</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>state</source>
        <translation>情形</translation>
    </message>
    <message>
        <source>older than</source>
        <translation>早于</translation>
    </message>
    <message>
        <source>younger than</source>
        <translation>晚于</translation>
    </message>
    <message>
        <source>created between</source>
        <translation>创建时间区间</translation>
    </message>
    <message>
        <source>failed tries in a row</source>
        <translation>连续失败次数</translation>
    </message>
    <message>
        <source>waits for a person</source>
        <translation>等待人工</translation>
    </message>
    <message>
        <source>participant, host and port</source>
        <translation>参与者，主机和端口</translation>
    </message>
    <message>
        <source>words of the newest error</source>
        <translation>最近错误中的文字</translation>
    </message>
    <message>
        <source>shape of the newest error</source>
        <translation>最近错误的形状</translation>
    </message>
    <message>
        <source>business key</source>
        <translation>业务键</translation>
    </message>
    <message>
        <source>gid begins with</source>
        <translation>gid 开头为</translation>
    </message>
</context>
<context>
    <name>LadderWords</name>
    <message>
        <source>✖ failed</source>
        <translation>✖ 失败</translation>
    </message>
    <message>
        <source>✔ delivered</source>
        <translation>✔ 已送达</translation>
    </message>
    <message>
        <source>▶ next</source>
        <translation>▶ 下一次</translation>
    </message>
    <message>
        <source>◌ if those before fail</source>
        <translation>◌ 若之前的都失败</translation>
    </message>
    <message>
        <source>– not any more</source>
        <translation>– 不再进行</translation>
    </message>
    <message>
        <source>✔ delivered, at delivery %1 of at most %2</source>
        <translation>✔ 已送达，第 %1 次投递，最多 %2 次</translation>
    </message>
    <message numerus="yes">
        <source>⚑ given up after %n deliveries</source>
        <translation>
            <numerusform>⚑ 投递 %n 次后放弃</numerusform>
        </translation>
    </message>
    <message>
        <source>▶ not tried yet, at most %1 deliveries</source>
        <translation>▶ 尚未投递，最多 %1 次</translation>
    </message>
    <message>
        <source>◔ %1 of at most %2 deliveries failed</source>
        <translation>◔ 已失败 %1 次，最多 %2 次</translation>
    </message>
</context>
<context>
    <name>PayloadNames</name>
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
        <source>%1 %2, attempt %3: %4</source>
        <translation>%1 %2，第 %3 次：%4</translation>
    </message>
</context>
<context>
    <name>ProtobufWords</name>
    <message>
        <source>numbers %1</source>
        <translation>数字 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more characters</source>
        <translation>
            <numerusform>还有 %n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>… there is more: only the beginning is shown</source>
        <translation>… 内容更多，这里只显示开头</translation>
    </message>
</context>
<context>
    <name>UndoWords</name>
    <message>
        <source>there</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>(whole row)</source>
        <translation>（整行）</translation>
    </message>
    <message>
        <source>%1 %2, %3: %4 is overwritten with %5</source>
        <translation>%1 %2，%3：%4 将被 %5 覆盖</translation>
    </message>
    <message>
        <source>%1 %2, %3: %4 stays, %5 is given up</source>
        <translation>%1 %2，%3：保留 %4，放弃 %5</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes: %1</source>
        <translation>
            <numerusform>%n 字节：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>· not changed</source>
        <translation>· 未改动</translation>
    </message>
    <message>
        <source>✔ restored already</source>
        <translation>✔ 已还原</translation>
    </message>
    <message numerus="yes">
        <source>and %n more values</source>
        <translation>
            <numerusform>还有 %n 个值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows; nobody else has changed what this branch changed.</source>
        <translation>
            <numerusform>共 %n 行；本分支改动的内容没有被他人再改动。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows were changed by somebody else after this branch.</source>
        <translation>
            <numerusform>本分支之后有 %n 行被他人改动。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows in all.</source>
        <translation>
            <numerusform>共 %n 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>↺ unchanged: can be put back</source>
        <translation>↺ 未变：可以还原</translation>
    </message>
    <message>
        <source>◔ foreign: left alone</source>
        <translation>◔ 他人所改：不处理</translation>
    </message>
    <message>
        <source>✖ changed by somebody else</source>
        <translation>✖ 被他人改动</translation>
    </message>
    <message>
        <source>This transaction did not change it, and nobody else has since.</source>
        <translation>本事务没有改动它，此后也没有他人改动。</translation>
    </message>
    <message>
        <source>It is as it was before: nothing is left to put back.</source>
        <translation>它与之前一致：无需还原。</translation>
    </message>
    <message>
        <source>It is as this transaction left it: a rollback puts the old value back.</source>
        <translation>它与本事务写入的一致：回滚会还原旧值。</translation>
    </message>
    <message>
        <source>Somebody else changed it, and this transaction did not: it is neither compared nor written.</source>
        <translation>他人改动了它，本事务没有：既不比较也不写入。</translation>
    </message>
    <message>
        <source>Somebody else changed it after this transaction did: a rollback would overwrite that, so it is refused.</source>
        <translation>本事务之后他人又改动了它：回滚会覆盖，因此被拒绝。</translation>
    </message>
</context>
<context>
    <name>WaitWords</name>
    <message>
        <source>✖ Deadlock: %1. The youngest is turned back.</source>
        <translation>✖ 死锁：%1。最晚开始的被回滚。</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 waits for %2: %3, for %4</source>
        <translation>%1 等待 %2：%3，已等 %4</translation>
    </message>
</context>
<context>
    <name>WaitingRows</name>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>holder</source>
        <translation>持有者</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>waiters</source>
        <translation>等待者</translation>
    </message>
    <message>
        <source>waits because of</source>
        <translation>等待原因</translation>
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
        <source>failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>last error</source>
        <translation>最近错误</translation>
    </message>
    <message>
        <source>age</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>It does not wait for a person any more.</source>
        <translation>它不再等待人工处理。</translation>
    </message>
    <message>
        <source>Somebody else changed rows after this AT transaction did: its rollback stops, and its locks stay. Read the undo record, then overwrite, keep the current data, or repair the rows and try again.</source>
        <translation>本 AT 事务之后有他人改动了行：回滚停止，锁不释放。请查看 undo 记录，然后覆盖、保留当前数据，或修复行后再试。</translation>
    </message>
    <message>
        <source>The sender never said whether its local transaction committed: nothing is delivered. Find out there; submit if it committed, roll back if it did not.</source>
        <translation>发送方始终没有说明其本地事务是否提交：不投递任何内容。请到发送方查明；已提交则提交，未提交则回滚。</translation>
    </message>
    <message>
        <source>A receiver did not accept it in all its deliveries. Repair the receiver, then resend: its ladder begins again.</source>
        <translation>某接收方在所有投递中都没有接受。修复接收方后重发：重试阶梯从头开始。</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>what that means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>receiver</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>delivery</source>
        <translation>投递</translation>
    </message>
    <message>
        <source>at</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>held for</source>
        <translation>已持有</translation>
    </message>
    <message>
        <source>waits for</source>
        <translation>已等待</translation>
    </message>
</context>
<context>
    <name>txdesk::console::AttemptModel</name>
    <message>
        <source>▶ no answer yet</source>
        <translation>▶ 尚无应答</translation>
    </message>
    <message>
        <source>no.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>called at</source>
        <translation>调用时间</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>try</source>
        <translation>第几次</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>code</source>
        <translation>状态码</translation>
    </message>
    <message>
        <source>took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>%1
%2: %3</source>
        <comment>cell, rule, its words</comment>
        <translation>%1
%2:%3</translation>
    </message>
    <message>
        <source>≈ failed</source>
        <translation>≈ 失败</translation>
    </message>
</context>
<context>
    <name>txdesk::console::AuditModel</name>
    <message>
        <source>✔ done</source>
        <translation>✔ 已执行</translation>
    </message>
    <message>
        <source>✖ refused</source>
        <translation>✖ 已拒绝</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>action</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>gid</source>
        <translation>gid</translation>
    </message>
    <message>
        <source>target</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>seal</source>
        <translation>封印</translation>
    </message>
    <message>
        <source>transaction or target</source>
        <translation>事务或对象</translation>
    </message>
</context>
<context>
    <name>txdesk::console::BranchTableModel</name>
    <message>
        <source>▶ calling for %1</source>
        <translation>▶ 调用中 %1</translation>
    </message>
    <message>
        <source>▶ calling</source>
        <translation>▶ 调用中</translation>
    </message>
    <message>
        <source>◌ not called yet</source>
        <translation>◌ 尚未调用</translation>
    </message>
    <message numerus="yes">
        <source>◔ ongoing, asked %n times</source>
        <translation>
            <numerusform>◔ 处理中，已询问 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⟳ %n tries, last: %1</source>
        <translation>
            <numerusform>⟳ %n 次，最近%1</numerusform>
        </translation>
    </message>
    <message>
        <source>– nothing to undo</source>
        <translation>– 无需撤销</translation>
    </message>
    <message>
        <source>– only if it turns back</source>
        <translation>– 仅在回滚时</translation>
    </message>
    <message>
        <source>– not undone</source>
        <translation>– 未撤销</translation>
    </message>
    <message>
        <source>%1, perhaps</source>
        <translation>%1（可能）</translation>
    </message>
    <message>
        <source>due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>participant</source>
        <translation>参与方</translation>
    </message>
    <message>
        <source>last error</source>
        <translation>最近错误</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>✖ %1 recorded: failed</source>
        <translation>✖ %1 已记录：失败</translation>
    </message>
    <message>
        <source>✔ %1 recorded: done</source>
        <translation>✔ %1 已记录：完成</translation>
    </message>
    <message>
        <source>✔ done, as the initiator says</source>
        <translation>✔ 发起方说已完成</translation>
    </message>
    <message>
        <source>? registered, may have run</source>
        <translation>? 已注册，可能已执行</translation>
    </message>
    <message>
        <source>– waits for the decision</source>
        <translation>– 等待决定</translation>
    </message>
    <message>
        <source>– %1: nothing to call</source>
        <translation>– %1：无需调用</translation>
    </message>
    <message>
        <source>◌ registered, undecided</source>
        <translation>◌ 已注册，尚未决定</translation>
    </message>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n 次调用</numerusform>
        </translation>
    </message>
    <message>
        <source>from one to the next: %1</source>
        <translation>相邻两次间隔：%1</translation>
    </message>
    <message>
        <source>≈ concluded from what the back end stores, not counted</source>
        <translation>≈ 由后端存储的内容推断，并非计数</translation>
    </message>
    <message>
        <source>tries</source>
        <translation>尝试</translation>
    </message>
    <message numerus="yes">
        <source>◔ ongoing, asked ≈ %n times</source>
        <translation>
            <numerusform>◔ 处理中，已询问 ≈ %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⟳ ≈ %n tries, last: %1</source>
        <translation>
            <numerusform>⟳ ≈ %n 次，最近%1</numerusform>
        </translation>
    </message>
    <message>
        <source>▣ counted as done by hand</source>
        <translation>▣ 人工计为完成</translation>
    </message>
    <message>
        <source>▣ counted as undone by hand</source>
        <translation>▣ 人工计为已撤销</translation>
    </message>
    <message>
        <source>▣ rows kept by decision</source>
        <translation>▣ 按决定保留现有行</translation>
    </message>
    <message>
        <source>– has no compensation</source>
        <translation>– 没有补偿</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ErrorGroupModel</name>
    <message>
        <source>%1 unfinished transactions
%2
at %3
first seen %4, last seen %5
For example: %6</source>
        <translation>%1 个未完成的事务
%2
位于 %3
首次出现 %4，最近出现 %5
例如：%6</translation>
    </message>
    <message>
        <source>a participant that is not known</source>
        <translation>未知的参与者</translation>
    </message>
    <message>
        <source>%1: %2, at %3, last seen %4</source>
        <translation>%1：%2，位于 %3，最近出现 %4</translation>
    </message>
</context>
<context>
    <name>txdesk::console::JsonTreeModel</name>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TokenModel</name>
    <message>
        <source>▣ revoked %1</source>
        <translation>▣ 已于 %1 吊销</translation>
    </message>
    <message>
        <source>✔ in force, never expires</source>
        <translation>✔ 有效，永不过期</translation>
    </message>
    <message>
        <source>▣ expired %1</source>
        <translation>▣ 已于 %1 过期</translation>
    </message>
    <message>
        <source>✔ in force until %1</source>
        <translation>✔ 有效期至 %1</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1，由 %2</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>last used</source>
        <translation>上次使用</translation>
    </message>
    <message>
        <source>made</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>id</source>
        <translation>id</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TransactionListModel</name>
    <message>
        <source>older ▼ loading…</source>
        <translation>更早 ▼ 正在加载…</translation>
    </message>
    <message>
        <source>older ▼</source>
        <translation>更早 ▼</translation>
    </message>
    <message>
        <source>Older transactions are loaded when you scroll here</source>
        <translation>滚动到此处时加载更早的事务</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>running</source>
        <translation>执行中</translation>
    </message>
    <message>
        <source>due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>现为%1</translation>
    </message>
    <message>
        <source>stuck: %1</source>
        <translation>卡住：%1</translation>
    </message>
    <message>
        <source>%1 failed in a row, %2 calls in all</source>
        <translation>连续失败 %1 次，共 %2 次调用</translation>
    </message>
    <message>
        <source>no error</source>
        <translation>没有错误</translation>
    </message>
    <message>
        <source>how long it took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>since it was created</source>
        <translation>自创建以来</translation>
    </message>
    <message>
        <source>state as a sign</source>
        <translation>状态符号</translation>
    </message>
    <message>
        <source>age; of a finished one, how long it took</source>
        <translation>存在时长；已结束的为用时</translation>
    </message>
    <message>
        <source>failed tries in a row</source>
        <translation>连续失败次数</translation>
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
        <translation>时长</translation>
    </message>
    <message>
        <source>next try</source>
        <translation>下次尝试</translation>
    </message>
    <message>
        <source>failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>last error</source>
        <translation>最近错误</translation>
    </message>
    <message>
        <source>participants</source>
        <translation>参与方</translation>
    </message>
    <message>
        <source>created</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>a person</source>
        <translation>待人工</translation>
    </message>
    <message>
        <source>waits for a person: %1</source>
        <translation>待人工处理：%1</translation>
    </message>
    <message>
        <source>for a person: %1</source>
        <translation>等待人工：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n failures in a row</source>
        <translation>
            <numerusform>连续失败 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>prepared, not submitted</source>
        <translation>已准备，未提交</translation>
    </message>
    <message>
        <source>force-stopped: nothing was undone</source>
        <translation>强制停止：没有撤销任何操作</translation>
    </message>
    <message>
        <source>Nothing happens by itself until a person acts: %1</source>
        <translation>需要人工处理，不会自动继续：%1</translation>
    </message>
    <message>
        <source>Stuck: %1 failed attempts in a row, from %2 on it counts</source>
        <translation>卡住：连续失败 %1 次，达到 %2 次即算卡住</translation>
    </message>
    <message>
        <source>Stuck: it was due %1, and nobody took it up</source>
        <translation>卡住：到期于 %1，但无人处理</translation>
    </message>
    <message>
        <source>Stuck: prepared %1, and its initiator has not submitted it</source>
        <translation>卡住：准备于 %1，发起方尚未提交</translation>
    </message>
    <message>
        <source>Stuck: not over after %1; from %2 on it counts</source>
        <translation>卡住：%1 后仍未结束；超过 %2 即算卡住</translation>
    </message>
    <message>
        <source>≈: concluded from the retry interval, this server does not count calls</source>
        <translation>≈：由重试间隔推算，该服务器不统计调用次数</translation>
    </message>
    <message>
        <source>calls made in all</source>
        <translation>调用总次数</translation>
    </message>
    <message>
        <source>A click sorts by it, on the server</source>
        <translation>点击由服务器按此排序</translation>
    </message>
    <message>
        <source>The server does not sort by it; right click: sort the loaded rows</source>
        <translation>服务器不按此排序；右键：对已加载的行排序</translation>
    </message>
    <message>
        <source>which rule made it count as stuck</source>
        <translation>按哪条规则算作卡住</translation>
    </message>
    <message>
        <source>what came of it in the end</source>
        <translation>最终结果</translation>
    </message>
    <message>
        <source>business key</source>
        <translation>业务键</translation>
    </message>
    <message>
        <source>why stuck</source>
        <translation>卡住原因</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>older than %1 min</source>
        <translation>超过 %1 分钟</translation>
    </message>
</context>
</TS>
