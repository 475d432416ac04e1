<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>%1 had dirty rows overwritten with the values from before.</source>
        <translation>%1 用之前的值覆盖了脏行。</translation>
    </message>
    <message>
        <source>Rolled back after %1.</source>
        <translation>%1后已回滚。</translation>
    </message>
    <message>
        <source>At stake: what branch %1 did is not undone yet.</source>
        <translation>风险：分支 %1 所做的尚未撤销。</translation>
    </message>
    <message>
        <source>Reason given: %1.</source>
        <translation>所给理由：%1。</translation>
    </message>
    <message>
        <source>%1 said no.</source>
        <translation>%1 拒绝。</translation>
    </message>
    <message>
        <source>%1 said no: %2.</source>
        <translation>%1 拒绝：%2。</translation>
    </message>
    <message>
        <source>%1 counted branch %2 as done by hand, nobody called it successfully: %3.</source>
        <translation>%1 将分支 %2 记为已人工完成，并无成功调用：%3。</translation>
    </message>
    <message>
        <source>%1 counted branch %2 as failed: %3.</source>
        <translation>%1 将分支 %2 记为失败：%3。</translation>
    </message>
    <message>
        <source>It was resubmitted as %1: look there.</source>
        <translation>它已重新提交为 %1：请看那里。</translation>
    </message>
    <message>
        <source>It is a changed copy of %1.</source>
        <translation>它是 %1 的修改副本。</translation>
    </message>
    <message>
        <source>≈ This back end keeps no attempts: what was tried is concluded from what it stores.</source>
        <translation>≈ 该后端不保存调用记录：尝试情况由其存储内容推断。</translation>
    </message>
    <message>
        <source>%1 (initiator)</source>
        <comment>host</comment>
        <translation>%1（发起方）</translation>
    </message>
    <message>
        <source>%1 (branch %2, %3)</source>
        <comment>host, branch, operation</comment>
        <translation>%1（分支 %2，%3）</translation>
    </message>
    <message>
        <source>Said no: %1</source>
        <translation>拒绝者：%1</translation>
    </message>
    <message>
        <source>At fault: %1</source>
        <translation>故障方：%1</translation>
    </message>
    <message>
        <source>Waiting for: %1</source>
        <translation>正在等待：%1</translation>
    </message>
    <message>
        <source>At fault: no coordinator drives it</source>
        <translation>故障方：没有协调器驱动它</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2: tried ≈ %n times, last: %3.</source>
        <translation>
            <numerusform>%1，%2：约尝试 %n 次，最后：%3。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone before that: branch %1.</source>
        <translation>此前已撤销：分支 %1。</translation>
    </message>
    <message>
        <source>There was nothing to undo at branch %1.</source>
        <translation>分支 %1 没有可撤销的内容。</translation>
    </message>
    <message>
        <source>No undo of branch %1 is recorded: what it did stays.</source>
        <translation>没有分支 %1 的撤销记录：它所做的保持不变。</translation>
    </message>
    <message>
        <source>Branch %1 has nothing to call to undo it: what it did stays.</source>
        <translation>分支 %1 没有可调用的补偿：它所做的保持不变。</translation>
    </message>
    <message>
        <source>Not undone: branch %1, which did run or may have run.</source>
        <translation>未撤销：分支 %1，它已执行或可能已执行。</translation>
    </message>
    <message>
        <source>Check by hand what stays.</source>
        <translation>请人工核对保留下来的内容。</translation>
    </message>
    <message>
        <source>Delivered, or perhaps: branch %1. Check it by hand.</source>
        <translation>已投递或可能已投递：分支 %1，请人工核对。</translation>
    </message>
    <message>
        <source>Dropped by %1: nobody calls its receivers any more.</source>
        <translation>被 %1 丢弃：不再调用其接收方。</translation>
    </message>
    <message>
        <source>If the sender&apos;s local transaction did commit, send it again.</source>
        <translation>如果发送方的本地事务其实已提交，请重新发送。</translation>
    </message>
    <message>
        <source>Dropped: its receivers are not called any more.</source>
        <translation>已丢弃：不再调用其接收方。</translation>
    </message>
    <message>
        <source>Branch %1 has heard it.</source>
        <translation>分支 %1 已收到。</translation>
    </message>
    <message>
        <source>Stopped before everybody was told.</source>
        <translation>在全部通知之前已停止。</translation>
    </message>
    <message>
        <source>Ended as succeeded after %1.</source>
        <translation>以成功结束，用时 %1。</translation>
    </message>
    <message>
        <source>Counted as done by hand: branch %1.</source>
        <translation>人工计为已完成：分支 %1。</translation>
    </message>
    <message>
        <source>%1 kept the current data of branch %2: its rows were not put back.</source>
        <translation>%1 保留了分支 %2 的当前数据：其行没有恢复。</translation>
    </message>
    <message>
        <source>Counted as undone by hand: branch %1.</source>
        <translation>人工计为已撤销：分支 %1。</translation>
    </message>
    <message>
        <source>Its oldest events are not loaded: tries and acts among them are not counted here.</source>
        <translation>最早的事件没有加载：其中的尝试与操作未计入。</translation>
    </message>
    <message>
        <source>Until then it shows what the server says, and offers no act.</source>
        <translation>在此之前，控制台只照原样显示服务器的内容，不提供任何操作。</translation>
    </message>
</context>
</TS>
