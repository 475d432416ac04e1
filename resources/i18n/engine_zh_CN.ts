<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <message>
        <source>It is done to one branch at a time: choose the branch.</source>
        <translation>一次只对一个分支操作：请先选择分支。</translation>
    </message>
    <message>
        <source>Nothing is called before its client has decided: no operation is there to be done by hand.</source>
        <translation>在客户端作出决定之前不会调用任何操作：没有可以手工完成的操作。</translation>
    </message>
    <message>
        <source>The workflow&apos;s own client does its steps: only it can report one as done.</source>
        <translation>工作流的步骤由它自己的客户端执行：只有客户端能报告某一步已完成。</translation>
    </message>
    <message>
        <source>It has no such branch.</source>
        <translation>没有这个分支。</translation>
    </message>
    <message>
        <source>No branch of it fails.</source>
        <translation>没有失败的分支。</translation>
    </message>
    <message>
        <source>This branch is done already.</source>
        <translation>该分支已经完成。</translation>
    </message>
    <message>
        <source>This branch was refused already.</source>
        <translation>该分支已经被拒绝。</translation>
    </message>
    <message>
        <source>This branch is dirty: decide whether its rows are overwritten or kept.</source>
        <translation>该分支的数据已被改动：请决定覆盖还是保留。</translation>
    </message>
    <message>
        <source>This delivery has been given up: retry delivers it again.</source>
        <translation>该投递已放弃：重试会再次投递。</translation>
    </message>
    <message>
        <source>No call of this branch has failed: it may still be done by itself.</source>
        <translation>该分支的调用还没有失败过：它可能会自行完成。</translation>
    </message>
    <message>
        <source>A call of this branch is under way: its answer comes first.</source>
        <translation>该分支的调用正在进行：请先等待应答。</translation>
    </message>
    <message>
        <source>Only an action of a saga can be marked as failed: nothing else turns back for one branch.</source>
        <translation>只有 saga 的正向操作可以标记为失败：其他类型不会因一个分支而回滚。</translation>
    </message>
    <message>
        <source>This operation counts as done and is not called any more; what comes after it goes on.</source>
        <translation>该操作视为已完成，不再调用；其后的操作继续进行。</translation>
    </message>
    <message>
        <source>Nobody does it: it must have been done by hand at the participant.</source>
        <translation>没有人会去执行它：它必须已在参与方手工完成。</translation>
    </message>
    <message>
        <source>If the saga turns back later, its compensation is called as for any action that succeeded.</source>
        <translation>如果 saga 之后回滚，会像对成功的操作一样调用它的补偿。</translation>
    </message>
    <message>
        <source>This action counts as rejected: the saga turns back, and every step that may have run is compensated, this one too.</source>
        <translation>该操作视为被拒绝：saga 回滚，所有可能执行过的步骤都会补偿，包括这一步。</translation>
    </message>
    <message>
        <source>A call of it that is still on its way is not stopped: its barrier refuses it once the compensation has come.</source>
        <translation>仍在途中的调用不会被拦下：补偿到达之后，参与方的屏障会拒绝它。</translation>
    </message>
    <message>
        <source>This branch is called now instead of later.</source>
        <translation>立即调用该分支，不再等待。</translation>
    </message>
    <message>
        <source>The other branches that wait keep waiting.</source>
        <translation>其他等待中的分支继续等待。</translation>
    </message>
    <message>
        <source>More of one step failed or showed no effect than the job allows.</source>
        <translation>同一步中失败或未见效果的数量超过了任务允许的比例。</translation>
    </message>
    <message>
        <source>It does not exist any more.</source>
        <translation>它已不存在。</translation>
    </message>
    <message>
        <source>It moved while the job was looking at it.</source>
        <translation>任务查看它时它已发生变化。</translation>
    </message>
    <message>
        <source>No transaction of the set allowed it when the job looked.</source>
        <translation>任务查看时，集合中没有任何事务允许该操作。</translation>
    </message>
    <message>
        <source>It is in a state that this version does not know: what an act would do cannot be told. Update it.</source>
        <translation>它处于本版本不认识的状态：无法说明操作会做什么。请升级。</translation>
    </message>
</context>
</TS>
