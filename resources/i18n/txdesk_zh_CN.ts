<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActWords</name>
    <message numerus="yes">
        <source>called again, %n calls in all</source>
        <translation>
            <numerusform>已再次调用，共 %n 次调用</numerusform>
        </translation>
    </message>
    <message>
        <source>it is now %1</source>
        <translation>现在是“%1”</translation>
    </message>
    <message>
        <source>%1: sent, waiting to see the effect…</source>
        <translation>%1：已发送，等待看到效果…</translation>
    </message>
    <message>
        <source>✔ %1 took effect: %2</source>
        <translation>✔ %1 已生效：%2</translation>
    </message>
    <message>
        <source>◌ %1 was accepted, no effect seen for 10 s</source>
        <translation>◌ %1 已被接受，10 秒内未看到效果</translation>
    </message>
    <message>
        <source>✖ %1 was refused: %2</source>
        <translation>✖ %1 被拒绝：%2</translation>
    </message>
    <message>
        <source>? %1 got no answer; it may have been done: %2</source>
        <translation>? %1 没有得到应答，可能已经执行：%2</translation>
    </message>
</context>
<context>
    <name>ActionGate</name>
    <message>
        <source>It has ended already.</source>
        <translation>它已经结束。</translation>
    </message>
    <message>
        <source>It is paused: resume it first.</source>
        <translation>它已暂停：请先恢复。</translation>
    </message>
    <message>
        <source>It is not paused.</source>
        <translation>它没有暂停。</translation>
    </message>
    <message>
        <source>It is paused already.</source>
        <translation>它已经暂停。</translation>
    </message>
    <message>
        <source>It was prepared and never submitted: nothing is called before its client submits it.</source>
        <translation>它已准备但从未提交：在发起方提交之前不会调用任何分支。</translation>
    </message>
    <message>
        <source>The sender&apos;s local transaction may still be running: asking now could make it fail.</source>
        <translation>发送方的本地事务可能仍在执行：现在回查可能使它失败。</translation>
    </message>
    <message>
        <source>It is turning back already.</source>
        <translation>它已经在回滚。</translation>
    </message>
    <message>
        <source>A submitted message cannot be taken back: its receivers will be called until they accept.</source>
        <translation>已提交的消息无法收回：会一直调用接收方，直到它们接受。</translation>
    </message>
    <message>
        <source>next action</source>
        <translation>下一个动作</translation>
    </message>
    <message>
        <source>undoes its action</source>
        <translation>撤销它的动作</translation>
    </message>
    <message>
        <source>delivers the message</source>
        <translation>投递消息</translation>
    </message>
    <message>
        <source>asks whether the local transaction committed</source>
        <translation>询问本地事务是否已提交</translation>
    </message>
    <message>
        <source>The calls that wait are made now instead of later.</source>
        <translation>把等待中的调用提前到现在执行。</translation>
    </message>
    <message>
        <source>It turns back: every step that may have run is compensated, the last one first.</source>
        <translation>它将回滚：所有可能执行过的步骤都会被补偿，从最后一步开始。</translation>
    </message>
    <message>
        <source>Calls that are under way are not stopped.</source>
        <translation>不会停止正在进行的调用。</translation>
    </message>
    <message>
        <source>The message is dropped: no receiver is ever called.</source>
        <translation>丢弃消息：不会再调用任何接收方。</translation>
    </message>
    <message>
        <source>If the sender&apos;s local transaction committed, it stays committed.</source>
        <translation>如果发送方的本地事务已提交，它仍保持已提交。</translation>
    </message>
    <message>
        <source>It ends as failed at once.</source>
        <translation>它立即以失败结束。</translation>
    </message>
    <message>
        <source>Nothing is compensated: what participants have done stays done.</source>
        <translation>不做任何补偿：参与方已做的事保持原样。</translation>
    </message>
    <message>
        <source>Nothing is called by itself until it is resumed.</source>
        <translation>在恢复之前不会自动调用任何分支。</translation>
    </message>
    <message>
        <source>Calls that are under way are not stopped; their answers are recorded.</source>
        <translation>不会停止正在进行的调用；它们的应答会被记录。</translation>
    </message>
    <message>
        <source>It goes on at once where it stopped.</source>
        <translation>它立即从停下的地方继续。</translation>
    </message>
    <message>
        <source>Its client has decided: every branch is told until it accepts, and none is taken back.</source>
        <translation>发起方已经决定：会一直通知每个分支直到它接受，任何分支都不会撤回。</translation>
    </message>
    <message>
        <source>Only the workflow&apos;s own client knows how to take its steps back.</source>
        <translation>只有工作流自己的客户端知道怎样撤回它的步骤。</translation>
    </message>
    <message>
        <source>Its client may still be running it: waking it now would run it twice at once.</source>
        <translation>它的客户端可能仍在执行：现在唤醒会同时执行两次。</translation>
    </message>
    <message>
        <source>Its client left no address to wake it at: only the client itself can go on.</source>
        <translation>客户端没有留下唤醒地址：只有它自己能继续。</translation>
    </message>
    <message>
        <source>wakes the workflow&apos;s client</source>
        <translation>唤醒工作流的客户端</translation>
    </message>
    <message>
        <source>confirms what was tried</source>
        <translation>确认已尝试的内容</translation>
    </message>
    <message>
        <source>takes back what was tried</source>
        <translation>撤回已尝试的内容</translation>
    </message>
    <message>
        <source>commits the prepared branch</source>
        <translation>提交已准备的分支</translation>
    </message>
    <message>
        <source>rolls the prepared branch back</source>
        <translation>回滚已准备的分支</translation>
    </message>
    <message>
        <source>It turns back: every registered branch is cancelled, the last one first.</source>
        <translation>它将回滚：所有已注册的分支都会被取消，从最后一个开始。</translation>
    </message>
    <message>
        <source>A try that is under way is not stopped: its barrier refuses it once its cancel has come.</source>
        <translation>正在进行的尝试不会被停止：取消到达之后，屏障会拒绝它。</translation>
    </message>
    <message>
        <source>It turns back: every registered branch is rolled back and lets its locks go.</source>
        <translation>它将回滚：所有已注册的分支都会回滚并释放锁。</translation>
    </message>
    <message>
        <source>A branch that never registered is not called: its participant rolls it back by itself.</source>
        <translation>从未注册的分支不会被调用：由它的参与方自行回滚。</translation>
    </message>
    <message>
        <source>No branch is confirmed or cancelled: what the tries reserved stays reserved.</source>
        <translation>没有分支会被确认或取消：尝试预留的内容会一直预留。</translation>
    </message>
    <message>
        <source>No branch is committed or rolled back: XA branches stay prepared at their participants and hold their locks until somebody ends them there.</source>
        <translation>没有分支会被提交或回滚：XA 分支在各参与方保持已准备状态并持有锁，直到有人在那里结束它们。</translation>
    </message>
    <message>
        <source>Its client is neither told nor woken again: the steps it has done stay done.</source>
        <translation>不会通知也不再唤醒它的客户端：已完成的步骤保持完成。</translation>
    </message>
    <message>
        <source>Its client is woken now instead of later.</source>
        <translation>现在就唤醒它的客户端，而不是等到以后。</translation>
    </message>
    <message>
        <source>Only a message or a notification can be submitted by hand.</source>
        <translation>只有消息或通知可以人工提交。</translation>
    </message>
    <message>
        <source>It is submitted already.</source>
        <translation>它已经提交。</translation>
    </message>
    <message>
        <source>Its sender has not been asked as often as allowed: it may still say so itself.</source>
        <translation>回查发送方的次数尚未用完：它仍可能自己答复。</translation>
    </message>
    <message>
        <source>No branch of it is dirty.</source>
        <translation>它没有脏分支。</translation>
    </message>
    <message>
        <source>removes the branch&apos;s undo record</source>
        <translation>删除该分支的 undo 记录</translation>
    </message>
    <message>
        <source>puts the branch&apos;s rows back</source>
        <translation>还原该分支的行</translation>
    </message>
    <message>
        <source>puts the branch&apos;s rows back, over what others wrote since</source>
        <translation>还原该分支的行，覆盖他人此后的写入</translation>
    </message>
    <message>
        <source>keeps the branch&apos;s rows as they are and removes its undo record</source>
        <translation>保留该分支的行不变，并删除其 undo 记录</translation>
    </message>
    <message>
        <source>delivers the notification</source>
        <translation>投递通知</translation>
    </message>
    <message>
        <source>It turns back: every branch&apos;s rows are put back as they were, the newest branch first; then its locks end.</source>
        <translation>转为回滚：从最新的分支开始，逐个把行还原；之后释放锁。</translation>
    </message>
    <message>
        <source>Rows that somebody else has changed since are not overwritten: they wait for a person.</source>
        <translation>此后被他人改动的行不会被覆盖：它们等待人工处理。</translation>
    </message>
    <message>
        <source>No row is put back: rows stay as they are now and its locks end, so that others may change them.</source>
        <translation>不还原任何行：行保持现状，锁被释放，他人可以修改。</translation>
    </message>
    <message>
        <source>Receivers that have accepted keep what they were told.</source>
        <translation>已接受的接收方保留收到的内容。</translation>
    </message>
    <message>
        <source>No receiver is called any more: it ends as failed.</source>
        <translation>不再调用任何接收方：它以失败结束。</translation>
    </message>
    <message>
        <source>The dirty branch is rolled back again: that succeeds if somebody has mended its rows.</source>
        <translation>再次回滚脏分支：若有人已修复其行，就会成功。</translation>
    </message>
    <message>
        <source>What was given up is delivered again, from the beginning of its ladder.</source>
        <translation>已放弃的投递从重试阶梯的起点重新开始。</translation>
    </message>
    <message>
        <source>Receivers that have accepted are not called again.</source>
        <translation>已接受的接收方不会再被调用。</translation>
    </message>
    <message>
        <source>Its sender is asked again, as often as at first.</source>
        <translation>重新回查发送方，次数与最初相同。</translation>
    </message>
    <message>
        <source>It counts as committed: every receiver is called until it accepts.</source>
        <translation>视为已提交：调用每个接收方直到其接受。</translation>
    </message>
    <message>
        <source>Its sender is not asked any more: if its local transaction was rolled back, nobody notices.</source>
        <translation>不再回查发送方：若其本地事务已回滚，不会有人发现。</translation>
    </message>
    <message>
        <source>The dirty branch&apos;s rows are put back as they were before this transaction; then the older branches are rolled back.</source>
        <translation>脏分支的行还原为本事务之前的样子；然后回滚更早的分支。</translation>
    </message>
    <message>
        <source>What others have written to these rows since is lost, and nothing brings it back.</source>
        <translation>他人此后写入这些行的内容将丢失，无法恢复。</translation>
    </message>
    <message>
        <source>The dirty branch&apos;s rows keep what they hold now and its undo record is removed; then the older branches are rolled back.</source>
        <translation>脏分支的行保持当前内容，其 undo 记录被删除；然后回滚更早的分支。</translation>
    </message>
    <message>
        <source>What this transaction changed in these rows is not taken back.</source>
        <translation>本事务对这些行的改动不会撤回。</translation>
    </message>
</context>
<context>
    <name>DoorWords</name>
    <message>
        <source>Not authorised: the coordinator does not accept the token. It is wrong, has expired or was revoked; ask an administrator for a new one and enter it in the profile.</source>
        <translation>未授权：协调器不接受该令牌。令牌有误、已过期或已被吊销；请向管理员索取新令牌并填入连接配置。</translation>
    </message>
    <message>
        <source>Not authorised: the coordinator asks for a token. Enter one in the profile.</source>
        <translation>未授权：协调器要求令牌。请在连接配置中填入令牌。</translation>
    </message>
    <message>
        <source>Forbidden: the console needs the role viewer; this token is %1. Enter another token in the profile.</source>
        <translation>禁止访问：控制台需要“查看者”角色；此令牌的角色是%1。请在连接配置中换一个令牌。</translation>
    </message>
    <message>
        <source>Forbidden: the console needs the role viewer. Enter another token in the profile.</source>
        <translation>禁止访问：控制台需要“查看者”角色。请在连接配置中换一个令牌。</translation>
    </message>
    <message>
        <source>The coordinator asks to wait: too many requests or failed tries from here.</source>
        <translation>协调器要求稍候：来自此处的请求或失败尝试过多。</translation>
    </message>
    <message>
        <source>The coordinator&apos;s certificate is another one than the profile&apos;s: nothing was sent.</source>
        <translation>协调器的证书与连接配置中的不同：未发送任何内容。</translation>
    </message>
    <message>
        <source>The coordinator&apos;s certificate is not trusted: nothing was sent.</source>
        <translation>协调器的证书不受信任：未发送任何内容。</translation>
    </message>
    <message>
        <source>not authorised</source>
        <translation>未授权</translation>
    </message>
    <message>
        <source>forbidden</source>
        <translation>禁止访问</translation>
    </message>
    <message>
        <source>asked to wait</source>
        <translation>被要求等待</translation>
    </message>
    <message>
        <source>certificate not trusted</source>
        <translation>证书不受信任</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>role: name</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Needs role %1; you are %2.</source>
        <translation>需要%1角色；您是%2。</translation>
    </message>
</context>
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
        <source>unknown word %1; known are status, type, age, tries, part, err, is, parked, gid</source>
        <translation>未知的词 %1；可用 status、type、age、tries、part、err、is、parked、gid</translation>
    </message>
    <message>
        <source>status:running,rolling-back   prepared, running, rolling-back, succeeded, rolled-back, unfinished
status:trying   one kind&apos;s own word: trying, confirming, cancelling (tcc), phase-1, committing (xa), at-client (workflow)
type:saga   saga, tcc, xa, at, msg, notify or workflow
age&gt;5m   older than; age&lt;2h younger than
tries&gt;=3   failed tries in a row
part:127.0.0.1:8082   a participant, host and port
err:&quot;lock wait&quot;   words of the newest error
is:stuck   or is:paused, is:parked (waits for a person)
parked:dirty   dirty, unanswered, dead-letter
hqL8   the gid begins like this</source>
        <translation>status:running,rolling-back   prepared、running、rolling-back、succeeded、rolled-back、unfinished
status:trying   某类事务自己的词：trying、confirming、cancelling（tcc），phase-1、committing（xa），at-client（workflow）
type:saga   saga、tcc、xa、at、msg、notify 或 workflow
age&gt;5m   早于；age&lt;2h 晚于
tries&gt;=3   连续失败次数
part:127.0.0.1:8082   参与方，主机和端口
err:&quot;lock wait&quot;   最近错误中的词
is:stuck   或 is:paused、is:parked（等待人工处理）
parked:dirty   dirty、unanswered、dead-letter
hqL8   gid 以此开头</translation>
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
    <name>VerdictText</name>
    <message>
        <source>It is due and is tried again at once.</source>
        <translation>已到期，立即重试。</translation>
    </message>
    <message>
        <source>Next try at %1, in %2.</source>
        <translation>下次尝试在 %1，还有 %2。</translation>
    </message>
    <message>
        <source>the initiator %1</source>
        <translation>发起方 %1</translation>
    </message>
    <message>
        <source>branch %1 (%2)</source>
        <translation>分支 %1（%2）</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2: tried %n times, last: %3.</source>
        <translation>
            <numerusform>%1 的%2已尝试 %n 次，最近一次：%3。</numerusform>
        </translation>
    </message>
    <message>
        <source>Done so far: branch %1.</source>
        <translation>已完成：分支 %1。</translation>
    </message>
    <message>
        <source>Not returned yet: branch %1.</source>
        <translation>尚未退回：分支 %1。</translation>
    </message>
    <message>
        <source>an operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>Reason: %1.</source>
        <translation>原因：%1。</translation>
    </message>
    <message>
        <source>Force-stopped by %1.</source>
        <translation>被 %1 强制停止。</translation>
    </message>
    <message>
        <source>No branch had run; there is nothing to repair.</source>
        <translation>没有分支执行过，无需修复。</translation>
    </message>
    <message>
        <source>Branch %1 did run or may have run and was not undone: check it by hand.</source>
        <translation>分支 %1 已执行或可能已执行，且没有撤销：请人工核对。</translation>
    </message>
    <message>
        <source>Nothing had to be undone.</source>
        <translation>没有需要撤销的分支。</translation>
    </message>
    <message>
        <source>Undone: branch %1.</source>
        <translation>分支 %1 已撤销。</translation>
    </message>
    <message>
        <source>Rolled back after %1: all parties are as before.</source>
        <translation>已回滚，用时 %1：各方恢复原状。</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>无需处理。</translation>
    </message>
    <message>
        <source>Waiting for the initiator: prepared %1 ago, not submitted yet.</source>
        <translation>等待发起方：%1前已准备，尚未提交。</translation>
    </message>
    <message>
        <source>At %1 it is asked whether its local transaction committed.</source>
        <translation>将在 %1 回查其本地事务是否已提交。</translation>
    </message>
    <message>
        <source>%1 is being called (%2) for %3.</source>
        <translation>正在调用%1（%2），已持续 %3。</translation>
    </message>
    <message>
        <source>Succeeded in %1: every branch did its work.</source>
        <translation>已成功，用时 %1：所有分支均已完成。</translation>
    </message>
    <message>
        <source>Dropped: the local transaction did not commit, so nothing was delivered.</source>
        <translation>已丢弃：本地事务没有提交，因此没有投递。</translation>
    </message>
    <message>
        <source>Paused by %1: nothing happens until somebody resumes it.</source>
        <translation>被 %1 暂停：恢复之前什么都不会发生。</translation>
    </message>
    <message>
        <source>Overdue by %1: no coordinator picks it up. Look at the nodes.</source>
        <translation>已超期 %1：没有协调器接手，请查看节点。</translation>
    </message>
    <message>
        <source>Rolling back, and an undo does not succeed:</source>
        <translation>正在回滚，但有补偿不成功：</translation>
    </message>
    <message>
        <source>Rolling back.</source>
        <translation>正在回滚。</translation>
    </message>
    <message>
        <source>Prepared, and nobody can tell whether the local transaction committed:</source>
        <translation>已准备，但无法得知本地事务是否已提交：</translation>
    </message>
    <message>
        <source>Nothing is delivered before that is known.</source>
        <translation>在得知之前不会投递。</translation>
    </message>
    <message>
        <source>Prepared: no branch has been called.</source>
        <translation>已准备：尚未调用任何分支。</translation>
    </message>
    <message>
        <source>%1 says it is still working on it.</source>
        <translation>%1 答复仍在处理中。</translation>
    </message>
    <message>
        <source>A participant does not answer:</source>
        <translation>有参与方没有应答：</translation>
    </message>
    <message>
        <source>A branch fails and is tried again:</source>
        <translation>有分支失败，正在重试：</translation>
    </message>
    <message>
        <source>Submitted, and waiting for its time.</source>
        <translation>已提交，等待执行时间。</translation>
    </message>
    <message>
        <source>Running, nothing has failed.</source>
        <translation>正在执行，没有失败。</translation>
    </message>
    <message>
        <source>If the initiator stays silent, it times out at %1 and is cancelled.</source>
        <translation>若发起方一直沉默，它将在 %1 超时并被取消。</translation>
    </message>
    <message>
        <source>If the initiator stays silent, it times out at %1 and is rolled back.</source>
        <translation>若发起方一直沉默，它将在 %1 超时并被回滚。</translation>
    </message>
    <message>
        <source>Phase 1: the initiator has not registered a branch yet.</source>
        <translation>第一阶段：发起方尚未注册任何分支。</translation>
    </message>
    <message>
        <source>Phase 1: the initiator tries branch %1 and has not said confirm or cancel; what the tries have set aside stays set aside.</source>
        <translation>第一阶段：发起方正在尝试分支 %1，还没有说确认或取消；尝试所预留的内容保持预留。</translation>
    </message>
    <message>
        <source>Safe next step: wait; if the initiator is known to be gone, roll back.</source>
        <translation>安全的下一步：等待；若确知发起方已不在，就回滚。</translation>
    </message>
    <message>
        <source>Phase 1: no branch has registered yet.</source>
        <translation>第一阶段：尚无分支注册。</translation>
    </message>
    <message>
        <source>Phase 1: branch %1 is prepared or about to be, and holds its locks until the initiator decides.</source>
        <translation>第一阶段：分支 %1 已准备或即将准备好，在发起方决定之前一直持有锁。</translation>
    </message>
    <message>
        <source>Confirm is decided, it cannot be cancelled any more, and a confirm does not succeed:</source>
        <translation>已决定确认，不能再取消，而某个确认没有成功：</translation>
    </message>
    <message>
        <source>What was set aside stays frozen at %1 until it confirms.</source>
        <translation>预留的内容在 %1 保持冻结，直到它确认。</translation>
    </message>
    <message>
        <source>Safe next step: repair %1, then retry now.</source>
        <translation>安全的下一步：修复 %1，然后立即重试。</translation>
    </message>
    <message>
        <source>It is being cancelled, and a cancel does not succeed:</source>
        <translation>正在取消，而某个取消没有成功：</translation>
    </message>
    <message>
        <source>What was set aside stays frozen at %1 until it cancels.</source>
        <translation>预留的内容在 %1 保持冻结，直到它取消。</translation>
    </message>
    <message>
        <source>Commit is decided, and an XA branch does not commit:</source>
        <translation>已决定提交，而某个 XA 分支没有提交：</translation>
    </message>
    <message>
        <source>Its rows stay locked at %1 until it does; other work on them waits.</source>
        <translation>在它完成之前，它的行在 %1 一直锁定；其他对这些行的操作都要等待。</translation>
    </message>
    <message>
        <source>It is being rolled back, and an XA branch does not answer for its rollback:</source>
        <translation>正在回滚，而某个 XA 分支没有完成回滚：</translation>
    </message>
    <message>
        <source>Failed after %1, as its client reported.</source>
        <translation>客户端报告失败，用时 %1。</translation>
    </message>
    <message>
        <source>Succeeded in %1: every branch is confirmed.</source>
        <translation>已成功，用时 %1：每个分支都已确认。</translation>
    </message>
    <message>
        <source>Succeeded in %1: every branch is committed.</source>
        <translation>已成功，用时 %1：每个分支都已提交。</translation>
    </message>
    <message>
        <source>Succeeded in %1: its client reported the end.</source>
        <translation>已成功，用时 %1：客户端报告了结束。</translation>
    </message>
    <message>
        <source>branch %1</source>
        <translation>分支 %1</translation>
    </message>
    <message>
        <source>No step is recorded yet.</source>
        <translation>尚无步骤被记录。</translation>
    </message>
    <message>
        <source>Recorded so far: branch %1; these are not run again.</source>
        <translation>目前已记录：分支 %1；这些不会再次执行。</translation>
    </message>
    <message>
        <source>Two clients run this workflow at once: the one that was woken found a step recorded that it had just done, and was refused.</source>
        <translation>有两个客户端同时执行这个工作流：被唤醒的那个刚做完一步，却发现它已有记录，因此被拒绝。</translation>
    </message>
    <message>
        <source>Safe next step: wait for the other one; it is woken up again if neither ends.</source>
        <translation>安全的下一步：等待另一个；若都没有结束，会再次唤醒。</translation>
    </message>
    <message>
        <source>The workflow&apos;s client does not answer its wake-up:</source>
        <translation>工作流的客户端没有应答唤醒：</translation>
    </message>
    <message>
        <source>Safe next step: start its client at %1 again; it is woken up by itself, or retry now.</source>
        <translation>安全的下一步：重新启动 %1 上的客户端；它会被自动唤醒，也可以立即重试。</translation>
    </message>
    <message>
        <source>The workflow&apos;s client says it is still working on it.</source>
        <translation>工作流的客户端说它仍在处理。</translation>
    </message>
    <message>
        <source>The workflow&apos;s client %1 has been woken up and works for %2.</source>
        <translation>工作流的客户端 %1 已被唤醒，已工作 %2。</translation>
    </message>
    <message>
        <source>It runs at its client; the coordinator only records its steps.</source>
        <translation>它在客户端执行；协调器只记录它的步骤。</translation>
    </message>
    <message>
        <source>If it has not ended in %1, its client is woken up.</source>
        <translation>若 %1 之后仍未结束，就唤醒它的客户端。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>a branch</source>
        <translation>某分支</translation>
    </message>
    <message>
        <source>AT rollback refused at %1: rows were changed after this transaction (dirty write): %2.</source>
        <translation>%1 拒绝 AT 回滚：本事务之后行被改动（脏写）：%2。</translation>
    </message>
    <message>
        <source>Nothing is overwritten, and the locks stay, until a person decides: see Undo.</source>
        <translation>在人工决定之前不覆盖任何数据，锁也不释放：见“回滚日志”。</translation>
    </message>
    <message>
        <source>Overwrite and roll back, or keep the current data; or repair the rows and try again.</source>
        <translation>覆盖并回滚，或保留当前数据；或修复行后再试。</translation>
    </message>
    <message>
        <source>It was decided to overwrite the dirty rows with the values from before.</source>
        <translation>已决定用之前的值覆盖脏行。</translation>
    </message>
    <message>
        <source>It was decided to keep the current data of the dirty rows.</source>
        <translation>已决定保留脏行的当前数据。</translation>
    </message>
    <message numerus="yes">
        <source>%1 after %n deliveries, last answer: %2</source>
        <translation>
            <numerusform>%1，投递 %n 次，最后的应答：%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more receivers</source>
        <translation>
            <numerusform>还有 %n 个接收方</numerusform>
        </translation>
    </message>
    <message>
        <source>Dead letter: delivery is given up: %1.</source>
        <translation>死信：已放弃投递：%1。</translation>
    </message>
    <message>
        <source>The receiver may still ask for it by itself.</source>
        <translation>接收方仍可自己查询。</translation>
    </message>
    <message>
        <source>Safe next step: repair the receiver, then resend; its ladder begins again.</source>
        <translation>安全的下一步：修复接收方，然后重发；重试阶梯从头开始。</translation>
    </message>
    <message numerus="yes">
        <source>The sender was asked %n times whether its local transaction committed, and never said.</source>
        <translation>
            <numerusform>已回查发送方 %n 次其本地事务是否提交，始终没有答复。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is delivered and nobody asks any more.</source>
        <translation>不投递任何内容，也不再回查。</translation>
    </message>
    <message>
        <source>Find out at the sender: submit if it committed, roll back if it did not, or ask again.</source>
        <translation>到发送方查明：已提交则提交，未提交则回滚，或再次回查。</translation>
    </message>
    <message>
        <source>Waits for the lock of %1 at %2, which %3 holds, for %4.</source>
        <translation>等待 %2 上 %1 的锁，由 %3 持有，已等 %4。</translation>
    </message>
    <message numerus="yes">
        <source>And for %n more rows.</source>
        <translation>
            <numerusform>另外还等待 %n 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>It goes on when that one ends; if it takes too long, it is turned back. See the page Locks.</source>
        <translation>对方结束后继续；等待过久则回滚。见“锁”页。</translation>
    </message>
    <message>
        <source>Phase 1: branch %1 has changed its rows and holds their locks until the initiator decides.</source>
        <translation>第一阶段：分支 %1 已改动行，并持有行锁直到发起方决定。</translation>
    </message>
    <message>
        <source>Commit is decided, the changes stay and the locks are released; an undo record is not deleted yet:</source>
        <translation>已决定提交，改动保留，锁已释放；有一条 undo 记录尚未删除：</translation>
    </message>
    <message>
        <source>Nothing is at stake; it is tried again by itself.</source>
        <translation>没有风险；会自动重试。</translation>
    </message>
    <message>
        <source>It is being rolled back, and a branch does not say that its rows are put back:</source>
        <translation>正在回滚，有一个分支没有确认其行已还原：</translation>
    </message>
    <message>
        <source>All its rows stay locked until every branch is rolled back, the last one first.</source>
        <translation>在所有分支（从最后一个开始）回滚之前，其行一直锁定。</translation>
    </message>
    <message numerus="yes">
        <source>Not delivered to %1 yet: %n deliveries failed, last: %2.</source>
        <translation>
            <numerusform>尚未送达 %1：已失败 %n 次，最后：%2。</numerusform>
        </translation>
    </message>
    <message>
        <source>Next delivery, %1 of at most %2, at %3, in %4.</source>
        <translation>下一次投递（第 %1 次，最多 %2 次）在 %3，还有 %4。</translation>
    </message>
    <message>
        <source>No delivery after %1.</source>
        <translation>%1 之后不再投递。</translation>
    </message>
    <message>
        <source>Then it waits for a person as a dead letter.</source>
        <translation>之后作为死信等待人工处理。</translation>
    </message>
    <message>
        <source>Dropped before anybody was told.</source>
        <translation>在通知任何人之前已撤销。</translation>
    </message>
    <message numerus="yes">
        <source>Given up: %n deliveries failed, last: %1.</source>
        <translation>
            <numerusform>已放弃：失败 %n 次，最后：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>The receiver can still ask for the result by itself.</source>
        <translation>接收方仍可自己查询结果。</translation>
    </message>
    <message>
        <source>Delivered after %1: every receiver has said that it heard.</source>
        <translation>%1后送达：每个接收方都已确认。</translation>
    </message>
    <message>
        <source>%1 kept the current data of dirty rows: these were not put back.</source>
        <translation>%1 保留了脏行的当前数据：这些行没有还原。</translation>
    </message>
    <message>
        <source>%1 had dirty rows overwritten with the values from before.</source>
        <translation>%1 用之前的值覆盖了脏行。</translation>
    </message>
    <message>
        <source>Rolled back after %1.</source>
        <translation>%1后已回滚。</translation>
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
    <name>txdesk::console::ActToast</name>
    <message>
        <source>Cancel (Esc)</source>
        <translation>取消（Esc）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 is about to be sent for %2</source>
        <translation>即将对 %2 发送“%1”</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ActionDesk</name>
    <message>
        <source>No transaction is selected.</source>
        <translation>没有选中事务。</translation>
    </message>
    <message>
        <source>Not connected to the coordinator.</source>
        <translation>未连接到协调器。</translation>
    </message>
    <message>
        <source>This profile is read-only.</source>
        <translation>此连接配置为只读。</translation>
    </message>
    <message>
        <source>The coordinator does not offer it.</source>
        <translation>协调器不提供此操作。</translation>
    </message>
    <message>
        <source>it changed while you were reading; look again</source>
        <translation>在您阅读时它发生了变化，请重新查看</translation>
    </message>
    <message>
        <source>%1 stays done: it succeeded.</source>
        <translation>%1 保持已完成：它已成功。</translation>
    </message>
    <message>
        <source>%1 stays as it is: it may have run.</source>
        <translation>%1 保持原样：它可能已执行。</translation>
    </message>
    <message>
        <source>%1 keeps what its try has set aside: nobody confirms or cancels it.</source>
        <translation>%1 保留其尝试所预留的内容：没有人会确认或取消它。</translation>
    </message>
    <message>
        <source>%1 keeps its prepared XA branch and its locks: nobody commits or rolls it back.</source>
        <translation>%1 保留其已准备的 XA 分支和锁：没有人会提交或回滚它。</translation>
    </message>
    <message>
        <source>%1 keeps the rows as it changed them: nobody puts them back, and their locks are released.</source>
        <translation>%1 保留其改动后的行：没有人还原，锁被释放。</translation>
    </message>
    <message>
        <source>Read the undo record first, in the tab Undo: it says which rows and values are at stake.</source>
        <translation>请先在“回滚日志”页查看 undo 记录：它说明涉及哪些行和值。</translation>
    </message>
    <message>
        <source>The participant does not show its rows (%1): which values are at stake is not known.</source>
        <translation>参与方不展示其行（%1）：不知道涉及哪些值。</translation>
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
    <name>txdesk::console::AuditView</name>
    <message>
        <source>who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Filter: who</source>
        <translation>筛选：操作者</translation>
    </message>
    <message>
        <source>any action</source>
        <translation>任意动作</translation>
    </message>
    <message>
        <source>Filter: action</source>
        <translation>筛选：动作</translation>
    </message>
    <message>
        <source>gid</source>
        <translation>gid</translation>
    </message>
    <message>
        <source>Filter: gid</source>
        <translation>筛选：gid</translation>
    </message>
    <message>
        <source>Filter: time</source>
        <translation>筛选：时间</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>最近 1 小时</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Writes what is listed as CSV or as lines of JSON</source>
        <translation>将列出的内容写为 CSV 或逐行 JSON</translation>
    </message>
    <message>
        <source>Load more</source>
        <translation>加载更多</translation>
    </message>
    <message>
        <source>Show the transaction</source>
        <translation>查看事务</translation>
    </message>
    <message>
        <source>Audit records</source>
        <translation>审计记录</translation>
    </message>
    <message>
        <source>Audit record</source>
        <translation>审计记录</translation>
    </message>
    <message>
        <source>Select a record to read all of it.</source>
        <translation>选择一条记录以查看全部内容。</translation>
    </message>
    <message>
        <source>The audit could not be read: %1</source>
        <translation>无法读取审计：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No record matches.</source>
        <translation>没有匹配的记录。</translation>
    </message>
    <message numerus="yes">
        <source>%n records, all of them</source>
        <translation>
            <numerusform>%n 条记录，已全部列出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records, there are more</source>
        <translation>
            <numerusform>%n 条记录，还有更多</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the audit</source>
        <translation>导出审计</translation>
    </message>
    <message>
        <source>CSV (*.csv);;Lines of JSON (*.jsonl)</source>
        <translation>CSV (*.csv);;逐行 JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n records are in %1.</source>
        <translation>
            <numerusform>%n 条记录已写入 %1。</numerusform>
        </translation>
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
            <numerusform>⟳ 已试 %n 次，最近：%1</numerusform>
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
</context>
<context>
    <name>txdesk::console::CertificateDialog</name>
    <message>
        <source>Certificate of the coordinator</source>
        <translation>协调器的证书</translation>
    </message>
    <message>
        <source>The certificate is trusted.</source>
        <translation>该证书受信任。</translation>
    </message>
    <message>
        <source>This is not the certificate that the profile trusts. Nothing was sent.</source>
        <translation>这不是连接配置所信任的证书。未发送任何内容。</translation>
    </message>
    <message>
        <source>The certificate is not trusted. Nothing was sent.</source>
        <translation>该证书不受信任。未发送任何内容。</translation>
    </message>
    <message>
        <source>Trusted so far: %1</source>
        <translation>此前信任：%1</translation>
    </message>
    <message>
        <source>Shown now: %1</source>
        <translation>现在出示：%1</translation>
    </message>
    <message>
        <source>Somebody may be in between, or the certificate was renewed. Compare the new fingerprint with the coordinator&apos;s operator; if it is right, replace the fingerprint in the profile.</source>
        <translation>可能有人居中拦截，也可能证书已更换。请与协调器的运维人员核对新指纹；若无误，请在连接配置中替换指纹。</translation>
    </message>
    <message>
        <source>1. The coordinator&apos;s own</source>
        <translation>1. 协调器自己的证书</translation>
    </message>
    <message>
        <source>%1. Vouches for the one above</source>
        <translation>%1. 为上一张证书作保</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>签发者</translation>
    </message>
    <message>
        <source>%1 (itself)</source>
        <translation>%1（自签）</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>The coordinator showed no certificate.</source>
        <translation>协调器没有出示证书。</translation>
    </message>
    <message>
        <source>Chain of certificates</source>
        <translation>证书链</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>I have &amp;compared the fingerprint with what the coordinator&apos;s operator told me</source>
        <translation>我已将指纹与协调器运维人员告知的核对过(&amp;C)</translation>
    </message>
    <message>
        <source>Fingerprint compared</source>
        <translation>指纹已核对</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>信任此证书</translation>
    </message>
    <message>
        <source>A fingerprint cannot help here: the coordinator needs another certificate, or the profile another CA file.</source>
        <translation>此处指纹无济于事：协调器需要另一张证书，或者连接配置需要另一个 CA 文件。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ConfirmDialog</name>
    <message>
        <source>perhaps %1</source>
        <translation>可能 %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more calls</source>
        <translation>
            <numerusform>以及另外 %n 次调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n characters, kept in the journal</source>
        <translation>
            <numerusform>至少 %n 个字符，会记入日志</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>&amp;Type the last 6 characters of the gid</source>
        <translation>输入 gid 的最后 6 个字符(&amp;T)</translation>
    </message>
    <message>
        <source>The last 6 characters of the gid</source>
        <translation>gid 的最后 6 个字符</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>It changed while you were reading: it is now %1.</source>
        <translation>在您阅读时它发生了变化：现在是“%1”。</translation>
    </message>
    <message>
        <source>%1 (%2 s)</source>
        <translation>%1（%2 秒）</translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is missing.</source>
        <translation>
            <numerusform>缺少至少 %n 个字符的原因。</numerusform>
        </translation>
    </message>
    <message>
        <source>The last 6 characters of the gid are missing.</source>
        <translation>缺少 gid 的最后 6 个字符。</translation>
    </message>
    <message>
        <source>Read once more: the button opens in %1 s.</source>
        <translation>请再读一遍：按钮将在 %1 秒后可用。</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>它会做什么</translation>
    </message>
    <message>
        <source>What it leaves as it is</source>
        <translation>它不会改变什么</translation>
    </message>
    <message>
        <source>No call follows.</source>
        <translation>不会再有调用。</translation>
    </message>
    <message>
        <source>Nothing is left out.</source>
        <translation>没有遗漏。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ConnectDialog</name>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>连接配置</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试连接(&amp;T)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>local</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Result of the test</source>
        <translation>测试结果</translation>
    </message>
    <message>
        <source>Cert&amp;ificate…</source>
        <translation>证书(&amp;I)…</translation>
    </message>
    <message>
        <source>It will be kept in the system&apos;s keyring.</source>
        <translation>令牌将保存在系统密钥环中。</translation>
    </message>
    <message>
        <source>No secret service runs here: it will be kept in a file in %1 that only you can read (mode 0600).</source>
        <translation>此处没有运行密钥服务：令牌将保存在 %1 中只有您能读取的文件里（权限 0600）。</translation>
    </message>
    <message>
        <source>The token could not be kept: %1</source>
        <translation>无法保存令牌：%1</translation>
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
        <source>Branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>调用记录</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始数据</translation>
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
        <source>Delivery</source>
        <translation>投递</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>回滚日志</translation>
    </message>
</context>
<context>
    <name>txdesk::console::EnvironmentStrip</name>
    <message>
        <source>DEV</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>TEST</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>PROD</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Environment: %1 %2</source>
        <translation>环境：%1 %2</translation>
    </message>
</context>
<context>
    <name>txdesk::console::FirstRunPage</name>
    <message>
        <source>See every distributed transaction, why it is stuck, and what a button would do.</source>
        <translation>查看每个分布式事务、它为何卡住，以及按下按钮会发生什么。</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Starts a coordinator and two banks on this machine; nothing to install</source>
        <translation>在本机启动一个协调器和两家银行，无需安装</translation>
    </message>
    <message>
        <source>Connect to a coordinator</source>
        <translation>连接协调器</translation>
    </message>
    <message>
        <source>Name an address once; it is kept as a profile</source>
        <translation>填写一次地址，保存为连接配置</translation>
    </message>
</context>
<context>
    <name>txdesk::console::FleetModel</name>
    <message>
        <source>participant</source>
        <translation>参与方</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>last error</source>
        <translation>最近错误</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>%1 calls: %2 ok, %3 refused, %4 ongoing, %5 no answer</source>
        <translation>%1 次调用：%2 成功，%3 拒绝，%4 处理中，%5 无应答</translation>
    </message>
</context>
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
    <name>txdesk::console::ListPane</name>
    <message>
        <source>Filter, for example: status:rolling-back age&gt;5m err:&quot;timeout&quot;   ( / )</source>
        <translation>筛选，例如：status:rolling-back age&gt;5m err:&quot;timeout&quot;   ( / )</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Sort order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>The coordinator sorts, over all transactions</source>
        <translation>由协调器对全部事务排序</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新优先</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最旧优先</translation>
    </message>
    <message>
        <source>Next due first</source>
        <translation>最先到期优先</translation>
    </message>
    <message>
        <source>Most failures first</source>
        <translation>失败最多优先</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Hold the list still while you read (Space)</source>
        <translation>阅读时冻结列表（空格键）</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>事务</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>“%1”:%2</translation>
    </message>
    <message>
        <source>The list is not up to date: %1</source>
        <translation>列表不是最新：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>Frozen, %n changes waiting</source>
        <translation>
            <numerusform>已冻结，有 %n 处变化</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▲ %n newer</source>
        <translation>
            <numerusform>▲ %n 个更新的</numerusform>
        </translation>
    </message>
    <message>
        <source>▲ back to the newest</source>
        <translation>▲ 回到最新</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ListStatePage</name>
    <message>
        <source>Loading… %1 s</source>
        <translation>正在加载… %1 秒</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No transactions yet</source>
        <translation>还没有事务</translation>
    </message>
    <message>
        <source>They appear here as soon as a service starts one.</source>
        <translation>服务发起事务后会立即显示在这里。</translation>
    </message>
    <message>
        <source>No transaction matches</source>
        <translation>没有匹配的事务</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>The list could not be loaded</source>
        <translation>列表无法加载</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>txdesk::console::LocksView</name>
    <message>
        <source>holder (gid)</source>
        <translation>持有者（gid）</translation>
    </message>
    <message>
        <source>Filter: holder</source>
        <translation>筛选：持有者</translation>
    </message>
    <message>
        <source>resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Filter: resource</source>
        <translation>筛选：资源</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Filter: table</source>
        <translation>筛选：表</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Load more</source>
        <translation>加载更多</translation>
    </message>
    <message>
        <source>Show the transaction</source>
        <translation>查看事务</translation>
    </message>
    <message>
        <source>Locked rows</source>
        <translation>锁定的行</translation>
    </message>
    <message>
        <source>Who waits for whom, in words</source>
        <translation>谁在等谁（文字）</translation>
    </message>
    <message>
        <source>The locks could not be read: %1</source>
        <translation>无法读取锁：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Nobody waits for a lock.</source>
        <translation>没有事务在等锁。</translation>
    </message>
    <message>
        <source>Who waits for whom: there is a deadlock</source>
        <translation>谁在等谁：存在死锁</translation>
    </message>
    <message>
        <source>Who waits for whom</source>
        <translation>谁在等谁</translation>
    </message>
    <message>
        <source>No row is locked.</source>
        <translation>没有锁定的行。</translation>
    </message>
    <message numerus="yes">
        <source>%n locked rows, all of them</source>
        <translation>
            <numerusform>%n 个锁定的行，已全部列出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locked rows, there are more</source>
        <translation>
            <numerusform>%n 个锁定的行，还有更多</numerusform>
        </translation>
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
</context>
<context>
    <name>txdesk::console::NewTokenDialog</name>
    <message>
        <source>New token</source>
        <translation>新令牌</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>whose it is: the actor of audit and journal</source>
        <translation>归谁所有：审计与日志中的操作者</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>角色(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Valid for</source>
        <translation>有效期(&amp;V)</translation>
    </message>
    <message>
        <source>ever, until it is revoked</source>
        <translation>一直有效，直到被吊销</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Only &amp;gids that begin with</source>
        <translation>仅限 gid 前缀(&amp;G)</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>原因(&amp;E)</translation>
    </message>
    <message>
        <source>kept in the audit</source>
        <translation>记入审计</translation>
    </message>
    <message>
        <source>Make the token</source>
        <translation>创建令牌</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>empty: all</source>
        <translation>留空：全部</translation>
    </message>
    <message>
        <source>for the role client only</source>
        <translation>仅适用于客户端角色</translation>
    </message>
</context>
<context>
    <name>txdesk::console::OverviewPage</name>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>卡住</translation>
    </message>
    <message>
        <source>oldest unfinished</source>
        <translation>最久未完成</translation>
    </message>
    <message>
        <source>calls in flight</source>
        <translation>进行中的调用</translation>
    </message>
    <message>
        <source>Unfinished by status</source>
        <translation>未完成事务按状态</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>参与方</translation>
    </message>
    <message>
        <source>%1 %2 (%3, %4)</source>
        <translation>%1 %2(%3,%4)</translation>
    </message>
    <message>
        <source>Coordinators: %1</source>
        <translation>协调器：%1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>store commit, p99</source>
        <translation>存储提交 p99</translation>
    </message>
    <message>
        <source>Per second, up to 5 minutes back</source>
        <translation>每秒数量，最近至多 5 分钟</translation>
    </message>
    <message>
        <source>wait for a person</source>
        <translation>待人工处理</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ParkedView</name>
    <message>
        <source>everything that waits for a person</source>
        <translation>所有待人工处理的</translation>
    </message>
    <message>
        <source>Filter: why it waits</source>
        <translation>筛选：等待原因</translation>
    </message>
    <message>
        <source>Read the undo record…</source>
        <translation>查看 undo 记录…</translation>
    </message>
    <message>
        <source>Load more</source>
        <translation>加载更多</translation>
    </message>
    <message>
        <source>Show the transaction</source>
        <translation>查看事务</translation>
    </message>
    <message>
        <source>What waits for a person</source>
        <translation>待人工处理的事务</translation>
    </message>
    <message>
        <source>What waits could not be read: %1</source>
        <translation>无法读取待处理的事务：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Nothing waits for a person.</source>
        <translation>没有待人工处理的事务。</translation>
    </message>
    <message numerus="yes">
        <source>%n transactions, all of them</source>
        <translation>
            <numerusform>%n 个事务，已全部列出</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions, there are more</source>
        <translation>
            <numerusform>%n 个事务，还有更多</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选中任何事务。</translation>
    </message>
    <message>
        <source>It is being loaded.</source>
        <translation>正在加载。</translation>
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
    <name>txdesk::console::ProfileForm</name>
    <message>
        <source>An address looks like https://tx.example:36789, without a path or password.</source>
        <translation>地址形如 https://tx.example:36789，不带路径和密码。</translation>
    </message>
    <message>
        <source>The profile needs a name.</source>
        <translation>连接配置需要名称。</translation>
    </message>
    <message>
        <source>A fingerprint is SHA-256: 64 hex digits.</source>
        <translation>指纹为 SHA-256：64 位十六进制数字。</translation>
    </message>
    <message>
        <source>A token has letters, digits and -._~+/= only.</source>
        <translation>令牌只含字母、数字和 -._~+/=。</translation>
    </message>
    <message>
        <source>A token goes to another machine over https only: without it everybody on the way could read it.</source>
        <translation>令牌只能经 https 发往其他机器：否则途中任何人都能读取。</translation>
    </message>
    <message>
        <source>with https only</source>
        <translation>仅限 https</translation>
    </message>
    <message>
        <source>those the system trusts</source>
        <translation>系统所信任的</translation>
    </message>
    <message>
        <source>any that an authority vouches for</source>
        <translation>任何有机构担保的</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>kept in the system&apos;s keyring</source>
        <translation>保存在系统密钥环中</translation>
    </message>
    <message>
        <source>kept in a file that only you can read</source>
        <translation>保存在只有您能读取的文件中</translation>
    </message>
    <message>
        <source>Certificates of authorities</source>
        <translation>机构证书</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt);;All files (*)</source>
        <translation>PEM 文件 (*.pem *.crt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>地址(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>环境(&amp;E)</translation>
    </message>
    <message>
        <source>T&amp;oken</source>
        <translation>令牌(&amp;O)</translation>
    </message>
    <message>
        <source>CA &amp;file</source>
        <translation>CA 文件(&amp;F)</translation>
    </message>
    <message>
        <source>F&amp;ingerprint</source>
        <translation>指纹(&amp;G)</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Forget the token</source>
        <translation>移除令牌</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a CA file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>&amp;Read-only: look, change nothing</source>
        <translation>只读：只查看，不更改(&amp;R)</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ProfileTest</name>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>✖ Reached, but its certificate is not trusted: %1</source>
        <translation>✖ 已连通，但其证书不受信任：%1</translation>
    </message>
    <message>
        <source>✖ No coordinator answers there: %1</source>
        <translation>✖ 该处没有协调器应答：%1</translation>
    </message>
    <message>
        <source>✔ Reached in %1 ms</source>
        <translation>✔ %1 毫秒内连通</translation>
    </message>
    <message>
        <source>✔ You are %1</source>
        <translation>✔ 您的身份：%1</translation>
    </message>
    <message>
        <source>⚠ This coordinator is open to everybody</source>
        <translation>⚠ 此协调器对所有人开放</translation>
    </message>
    <message>
        <source>✖ It is not a coordinator of ours: %1</source>
        <translation>✖ 这不是我们的协调器：%1</translation>
    </message>
    <message>
        <source>✔ %1, version %2</source>
        <translation>✔ %1，版本 %2</translation>
    </message>
    <message>
        <source>○ Without TLS: what is sent can be read on the way</source>
        <translation>○ 未使用 TLS：发送的内容途中可被读取</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2, the certificate is valid for %n more days</source>
        <translation>
            <numerusform>%1 %2，证书还有 %n 天有效</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::RevokeTokenDialog</name>
    <message>
        <source>Revoke a token</source>
        <translation>吊销令牌</translation>
    </message>
    <message>
        <source>Revoke the token of %1 (%2, id %3)? Whoever uses it is locked out at once. This cannot be taken back.</source>
        <translation>吊销 %1 的令牌（%2，id %3）？使用它的人将立即被拒之门外。此操作无法撤回。</translation>
    </message>
    <message>
        <source>⚠ It is the token of this very connection: the console will be locked out.</source>
        <translation>⚠ 这正是当前连接所用的令牌：控制台将被拒之门外。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>reason, kept in the audit</source>
        <translation>原因，记入审计</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>txdesk::console::RolePage</name>
    <message>
        <source>This page is not for everybody. %1</source>
        <translation>此页面并非对所有人开放。%1</translation>
    </message>
    <message>
        <source>Nothing is known yet: the coordinator has not said who you are.</source>
        <translation>尚无信息：协调器还没有说明您的身份。</translation>
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
        <source>Other order of the lifelines</source>
        <translation>切换生命线顺序</translation>
    </message>
    <message>
        <source>Unfold all retries</source>
        <translation>展开全部重试</translation>
    </message>
    <message>
        <source>Fold all retries</source>
        <translation>折叠全部重试</translation>
    </message>
    <message>
        <source>Export as SVG or PNG (Ctrl+E)</source>
        <translation>导出为 SVG 或 PNG(Ctrl+E)</translation>
    </message>
    <message>
        <source>Sequence diagram</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>TxDesk %1 · %2 · secrets hidden</source>
        <translation>TxDesk %1 · %2 · 敏感信息已隐藏</translation>
    </message>
    <message>
        <source>SVG picture (*.svg);;PNG picture (*.png)</source>
        <translation>SVG 图片 (*.svg);;PNG 图片 (*.png)</translation>
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
    <name>txdesk::console::StatusMixBar</name>
    <message>
        <source>Unfinished transactions: %1</source>
        <translation>未完成事务：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ThroughputChart</name>
    <message>
        <source>now %1 succeeded, %2 rolled back and %3 calls a second</source>
        <translation>当前每秒 %1 个成功、%2 个回滚、%3 次调用</translation>
    </message>
    <message>
        <source>succeeded / s</source>
        <translation>成功 / 秒</translation>
    </message>
    <message>
        <source>rolled back / s</source>
        <translation>回滚 / 秒</translation>
    </message>
    <message>
        <source>calls / s</source>
        <translation>调用 / 秒</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
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
    <name>txdesk::console::TokenSecretDialog</name>
    <message>
        <source>The new token</source>
        <translation>新令牌</translation>
    </message>
    <message>
        <source>The token of %1 is shown now and never again. Hand it over by a way that nobody else reads.</source>
        <translation>%1 的令牌只显示这一次。请用他人无法读取的方式转交。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TokensView</name>
    <message>
        <source>New token…</source>
        <translation>新令牌…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>吊销…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>The coordinator did not do it: %1</source>
        <translation>协调器未执行：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TransactionFeed</name>
    <message>
        <source>You stopped waiting.</source>
        <translation>您已停止等待。</translation>
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
</context>
<context>
    <name>txdesk::console::ViewsPanel</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Stuck  %1</source>
        <translation>卡住  %1</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>卡住</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>回滚中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>已成功</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>For a person  %1</source>
        <translation>待人工  %1</translation>
    </message>
    <message>
        <source>For a person</source>
        <translation>待人工</translation>
    </message>
</context>
<context>
    <name>txdesk::console::WaitGraphView</name>
    <message>
        <source>Who waits for whom</source>
        <translation>谁在等谁</translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>没有等待。</translation>
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
