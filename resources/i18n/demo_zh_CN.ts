<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConservationMeter</name>
    <message>
        <source>%1 came from nowhere in %2.</source>
        <translation>凭空多出 %1，来自 %2。</translation>
    </message>
    <message>
        <source>%1 vanished in %2.</source>
        <translation>%2 中有 %1 凭空消失。</translation>
    </message>
    <message>
        <source>%1 stay set aside for ever by %2.</source>
        <translation>%1 被 %2 永久冻结。</translation>
    </message>
    <message>
        <source>There are %1, there were %2.</source>
        <translation>现有 %1，原有 %2。</translation>
    </message>
</context>
<context>
    <name>Narrator</name>
    <message>
        <source>The transaction is stopped by force. Nothing is undone: what was done stays done.</source>
        <translation>事务被强制停止。什么也不撤销：已经做的保持原样。</translation>
    </message>
    <message>
        <source>%1 has done this before: its barrier lets the copy pass without effect.</source>
        <translation>%1 此前已执行过：它的屏障放过这个副本，但不产生效果。</translation>
    </message>
    <message>
        <source>%1 never did what it shall undo: its barrier answers success and does nothing.</source>
        <translation>%1 从未执行过要撤销的操作：它的屏障回答成功，什么也不做。</translation>
    </message>
    <message>
        <source>%1 has undone this already: its barrier refuses the late request.</source>
        <translation>%1 已经撤销过：它的屏障拒绝了这个迟到的请求。</translation>
    </message>
    <message>
        <source>The coordinator asks the application: did your local transaction commit?</source>
        <translation>协调器询问应用程序：你的本地事务提交了吗？</translation>
    </message>
    <message>
        <source>The coordinator asks %1 to undo branch %2.</source>
        <translation>协调器请求 %1 撤销分支 %2。</translation>
    </message>
    <message>
        <source>The coordinator asks %1 again, attempt %2.</source>
        <translation>协调器再次请求 %1，第 %2 次。</translation>
    </message>
    <message>
        <source>The coordinator asks %1 to do branch %2.</source>
        <translation>协调器请求 %1 执行分支 %2。</translation>
    </message>
    <message>
        <source>The application answers: yes, it committed.</source>
        <translation>应用程序回答：是的，已提交。</translation>
    </message>
    <message>
        <source>%1 has done it.</source>
        <translation>%1 已完成。</translation>
    </message>
    <message>
        <source>The application answers: no, and now it never will.</source>
        <translation>应用程序回答：没有，而且以后也不会提交。</translation>
    </message>
    <message>
        <source>%1 refuses.</source>
        <translation>%1 拒绝。</translation>
    </message>
    <message>
        <source>%1 is not done yet; it will be asked again.</source>
        <translation>%1 尚未完成，稍后会再次询问。</translation>
    </message>
    <message>
        <source>No answer from %1 that says anything: perhaps it did it, perhaps not.</source>
        <translation>%1 没有给出明确应答：也许已执行，也许没有。</translation>
    </message>
    <message>
        <source>The message is prepared: stored, but not to be delivered yet.</source>
        <translation>消息已准备：已保存，但还不能投递。</translation>
    </message>
    <message>
        <source>The message is submitted: from now on it will be delivered, whatever it takes.</source>
        <translation>消息已提交：从现在起，无论如何都会投递。</translation>
    </message>
    <message>
        <source>The saga is stored. From now on it will end, whatever happens.</source>
        <translation>saga 已保存。从现在起，无论发生什么它都会结束。</translation>
    </message>
    <message>
        <source>The coordinator decides to roll back, because a branch was refused.</source>
        <translation>协调器决定回滚，因为有分支被拒绝。</translation>
    </message>
    <message>
        <source>The coordinator decides to roll back: %1</source>
        <translation>协调器决定回滚：%1</translation>
    </message>
    <message>
        <source>Everything is done: the transaction has succeeded.</source>
        <translation>全部完成：事务成功。</translation>
    </message>
    <message>
        <source>The message is cancelled: nobody receives anything.</source>
        <translation>消息已取消：没有人会收到任何内容。</translation>
    </message>
    <message>
        <source>Everything is undone: the transaction is rolled back.</source>
        <translation>全部撤销：事务已回滚。</translation>
    </message>
    <message>
        <source>%1 acts by hand: %2</source>
        <translation>%1 手动操作：%2</translation>
    </message>
    <message>
        <source>The coordinator is back and takes the transaction over from its store.</source>
        <translation>协调器恢复运行，并从存储中接管该事务。</translation>
    </message>
    <message>
        <source>The workflow has not ended in time: the coordinator wakes its client.</source>
        <translation>工作流没有按时结束：协调器唤醒它的客户端。</translation>
    </message>
    <message>
        <source>The coordinator asks %1 to confirm branch %2.</source>
        <translation>协调器请 %1 确认分支 %2。</translation>
    </message>
    <message>
        <source>The coordinator asks %1 to cancel branch %2.</source>
        <translation>协调器请 %1 取消分支 %2。</translation>
    </message>
    <message>
        <source>The coordinator asks %1 to commit branch %2.</source>
        <translation>协调器请 %1 提交分支 %2。</translation>
    </message>
    <message>
        <source>The coordinator asks %1 to roll back branch %2.</source>
        <translation>协调器请 %1 回滚分支 %2。</translation>
    </message>
    <message>
        <source>The application registers branch %1 and then tries it by itself: the coordinator does not see that call.</source>
        <translation>应用注册分支 %1，然后自己去尝试：协调器看不到那次调用。</translation>
    </message>
    <message>
        <source>The participant of branch %1 registers it and prepares it in its database.</source>
        <translation>分支 %1 的参与方注册它，并在自己的数据库里准备好。</translation>
    </message>
    <message>
        <source>Step %1 failed, and that is recorded.</source>
        <translation>步骤 %1 失败，并已记录。</translation>
    </message>
    <message>
        <source>Step %1 is done and recorded: it will never be run again.</source>
        <translation>步骤 %1 已完成并记录：不会再次执行。</translation>
    </message>
    <message>
        <source>The workflow&apos;s client does not come to its end; it will be woken again.</source>
        <translation>工作流的客户端没有走到结尾；会再次唤醒它。</translation>
    </message>
    <message>
        <source>The application asks to roll back.</source>
        <translation>应用请求回滚。</translation>
    </message>
    <message>
        <source>All tries are done. Confirm is decided: it will be done, whatever it takes.</source>
        <translation>尝试全部完成。已决定确认：无论如何都会做到。</translation>
    </message>
    <message>
        <source>Every branch is prepared. Commit is decided: it will be done, whatever it takes.</source>
        <translation>每个分支都已准备。已决定提交：无论如何都会做到。</translation>
    </message>
    <message>
        <source>Phase 1: the application tries each branch. A try reserves, and changes nothing for good.</source>
        <translation>第一阶段：应用尝试每个分支。尝试只做预留，不作最终改动。</translation>
    </message>
    <message>
        <source>Phase 1: each database does its work, prepares it, and holds its locks.</source>
        <translation>第一阶段：每个数据库完成工作、准备好，并持有锁。</translation>
    </message>
    <message>
        <source>The workflow runs at the application; the coordinator records its steps.</source>
        <translation>工作流在应用里执行；协调器记录它的步骤。</translation>
    </message>
    <message>
        <source>The confirm or commit of step %1 is done and recorded.</source>
        <translation>步骤 %1 的确认或提交已完成并记录。</translation>
    </message>
    <message>
        <source>Step %1 is taken back, and that is recorded.</source>
        <translation>步骤 %1 已撤回，并已记录。</translation>
    </message>
    <message>
        <source>A try failed (%1), so the application says cancel: what the tries set aside goes back.</source>
        <translation>有尝试失败（%1），因此应用说取消：尝试所预留的会退回。</translation>
    </message>
    <message>
        <source>Branch %1 has changed its rows: its database writes how to undo that, and registers before it commits.</source>
        <translation>分支 %1 已改动行：其数据库写下如何撤销，并在提交前登记。</translation>
    </message>
    <message>
        <source>%1 refuses: somebody else has changed its row since. It overwrites nothing.</source>
        <translation>%1 拒绝：此后有他人改动了它的行。它不覆盖任何数据。</translation>
    </message>
    <message>
        <source>Commit is decided: all locks are released at once; the undo records are deleted next.</source>
        <translation>已决定提交：所有锁立即释放；接着删除 undo 记录。</translation>
    </message>
    <message>
        <source>The notification is stored: it is delivered again and again, up to the end of its ladder.</source>
        <translation>通知已保存：反复投递，直到重试阶梯结束。</translation>
    </message>
    <message>
        <source>Phase 1: each database changes its rows and commits at once; rows stay locked until the decision.</source>
        <translation>第一阶段：各数据库改动行并立即提交；在决定之前行保持锁定。</translation>
    </message>
    <message>
        <source>The notification is given up: who missed it can still ask.</source>
        <translation>通知已放弃：错过的一方仍可查询。</translation>
    </message>
    <message>
        <source>The coordinator locks %1 for it.</source>
        <translation>协调者为它锁定 %1。</translation>
    </message>
    <message>
        <source>Nothing more happens by itself: it waits for a person.</source>
        <translation>不再自动进行：等待人工处理。</translation>
    </message>
    <message>
        <source>The transaction has succeeded; a person counted branch %1 as done.</source>
        <translation>事务已成功；分支 %1 由人工记为完成。</translation>
    </message>
    <message>
        <source>The transaction is rolled back, but for branch %1: a person decided that its rows stay as they are now.</source>
        <translation>事务已回滚，但分支 %1 除外：有人决定保留它当前的数据。</translation>
    </message>
    <message>
        <source>The transaction is rolled back; a person counted branch %1 as undone.</source>
        <translation>事务已回滚；分支 %1 由人工记为已撤销。</translation>
    </message>
    <message>
        <source>The transaction is rolled back, but what branch %1 did may stay.</source>
        <translation>事务已回滚，但分支 %1 所做的可能仍然保留。</translation>
    </message>
    <message>
        <source>Nothing had been done: the transaction is rolled back, and there was nothing to undo.</source>
        <translation>什么都没有做过：事务已回滚，没有需要撤销的内容。</translation>
    </message>
    <message>
        <source>%1 leaves its rows as they are now, and forgets how to put them back.</source>
        <translation>%1 保留当前的数据，并丢弃撤销记录。</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>The viewer was refused.</source>
        <translation>查看者被拒绝。</translation>
    </message>
    <message>
        <source>The admin&apos;s force-stop ended the saga.</source>
        <translation>管理员的强制停止结束了该 saga。</translation>
    </message>
    <message>
        <source>The audit names the act, its reason and its result.</source>
        <translation>审计记下了动作、原因和结果。</translation>
    </message>
    <message>
        <source>The audit names the refusal, too.</source>
        <translation>审计也记下了被拒绝的尝试。</translation>
    </message>
    <message>
        <source>Both banks have 10,000: nothing had moved.</source>
        <translation>两家银行都是 10,000：尚未有资金移动。</translation>
    </message>
    <message>
        <source>Doors: who may do what</source>
        <translation>门禁：谁可以做什么</translation>
    </message>
    <message>
        <source>A viewer may look and is refused a force-stop; an admin may, and the audit tells of both.</source>
        <translation>查看者可以看，但强制停止被拒绝；管理员可以，审计记下两者。</translation>
    </message>
    <message>
        <source>bank-a goes down.</source>
        <translation>bank-a 宕机。</translation>
    </message>
    <message>
        <source>The application moves 30. bank-a does not answer: nothing has moved yet.</source>
        <translation>应用程序转账 30。bank-a 没有应答：尚未有资金移动。</translation>
    </message>
    <message>
        <source>The admin makes a token for a viewer.</source>
        <translation>管理员为查看者创建令牌。</translation>
    </message>
    <message>
        <source>The viewer tries to force-stop the saga.</source>
        <translation>查看者试图强制停止该 saga。</translation>
    </message>
    <message>
        <source>The admin force-stops it and says why.</source>
        <translation>管理员将其强制停止并说明原因。</translation>
    </message>
    <message>
        <source>bank-a comes back after all; its books are as they were.</source>
        <translation>bank-a 终究恢复了；账目一如从前。</translation>
    </message>
    <message>
        <source>Who did what stands in the audit.</source>
        <translation>谁做了什么，审计中都有记载。</translation>
    </message>
    <message>
        <source>Two-phase message: success</source>
        <translation>二阶段消息：成功</translation>
    </message>
    <message>
        <source>Prepare, commit locally, submit, deliver.</source>
        <translation>准备、本地提交、提交、投递。</translation>
    </message>
    <message>
        <source>bank-a debits 30 in its own database and sends a message that bank-b shall credit them.</source>
        <translation>bank-a 在自己的数据库中扣款 30，并发送消息让 bank-b 入账。</translation>
    </message>
    <message>
        <source>The message is delivered and the money has moved.</source>
        <translation>消息已投递，资金已转移。</translation>
    </message>
    <message>
        <source>Nobody had to be asked back.</source>
        <translation>不需要回查任何人。</translation>
    </message>
    <message>
        <source>Message: crash after the local commit</source>
        <translation>二阶段消息：应用在本地提交后宕机</translation>
    </message>
    <message>
        <source>Nobody submits. The coordinator asks back, hears &quot;committed&quot;, and delivers.</source>
        <translation>没有人提交。协调器回查，得知“已提交”，于是投递。</translation>
    </message>
    <message>
        <source>bank-a prepares the message, commits its debit, and dies before it can submit.</source>
        <translation>bank-a 准备消息，提交扣款，然后在提交消息之前宕机。</translation>
    </message>
    <message>
        <source>bank-a is started again. It remembers nothing of the message but the row its barrier wrote.</source>
        <translation>bank-a 重新启动。除了屏障写下的那一行，它不记得这条消息。</translation>
    </message>
    <message>
        <source>When the message has waited too long the coordinator asks bank-a whether it committed.</source>
        <translation>消息等待过久后，协调器询问 bank-a 是否已提交。</translation>
    </message>
    <message>
        <source>The coordinator asked back and heard that it committed.</source>
        <translation>协调器进行了回查，得知已提交。</translation>
    </message>
    <message>
        <source>Message: crash before the local commit</source>
        <translation>二阶段消息：应用在本地提交前宕机</translation>
    </message>
    <message>
        <source>The coordinator asks back, hears &quot;rolled back&quot;, and delivers nothing. A late commit is refused.</source>
        <translation>协调器回查，得知“已回滚”，不投递任何内容。迟到的提交会被拒绝。</translation>
    </message>
    <message>
        <source>bank-a prepares the message and dies in the middle of its local transaction.</source>
        <translation>bank-a 准备消息，在本地事务中途宕机。</translation>
    </message>
    <message>
        <source>bank-a is started again; its database has rolled back.</source>
        <translation>bank-a 重新启动；它的数据库已回滚。</translation>
    </message>
    <message>
        <source>bank-a tries its local transaction once more. The row of the question bars the way.</source>
        <translation>bank-a 再次尝试本地事务。回查留下的那一行挡住了它。</translation>
    </message>
    <message>
        <source>The message is cancelled.</source>
        <translation>消息已取消。</translation>
    </message>
    <message>
        <source>Nothing is delivered.</source>
        <translation>没有投递任何内容。</translation>
    </message>
    <message>
        <source>The late commit is refused as a duplicate.</source>
        <translation>迟到的提交作为重复请求被拒绝。</translation>
    </message>
    <message>
        <source>Both banks have 10,000.</source>
        <translation>两家银行都是 10,000。</translation>
    </message>
    <message>
        <source>Message: the coordinator is killed</source>
        <translation>协调器在消息处理途中被杀死</translation>
    </message>
    <message>
        <source>kill -9, restart, recovery from the store: the story ends right.</source>
        <translation>kill -9、重启、从存储恢复：故事正确结束。</translation>
    </message>
    <message>
        <source>The next request to bank-b will take long on its way.</source>
        <translation>发往 bank-b 的下一个请求会在路上耗时很久。</translation>
    </message>
    <message>
        <source>bank-a debits 30 and submits the message; its delivery is under way.</source>
        <translation>bank-a 扣款 30 并提交消息；投递正在进行。</translation>
    </message>
    <message>
        <source>The coordinator is killed: kill -9.</source>
        <translation>协调器被杀死：kill -9。</translation>
    </message>
    <message>
        <source>Meanwhile the request arrives at bank-b. Its answer finds nobody.</source>
        <translation>与此同时请求到达 bank-b。它的应答无人接收。</translation>
    </message>
    <message>
        <source>The coordinator is started again and finds the unfinished message in its store.</source>
        <translation>协调器重新启动，在存储中找到未完成的消息。</translation>
    </message>
    <message>
        <source>The coordinator recovered the message.</source>
        <translation>协调器恢复了该消息。</translation>
    </message>
    <message>
        <source>bank-b&apos;s barrier filters the second request.</source>
        <translation>bank-b 的屏障过滤了第二个请求。</translation>
    </message>
    <message>
        <source>Saga: success</source>
        <translation>Saga：成功</translation>
    </message>
    <message>
        <source>Two calls, one decision, the money has moved.</source>
        <translation>两次调用，一个决定，资金已转移。</translation>
    </message>
    <message>
        <source>The application wants to move 30 from bank-a to bank-b. It hands both steps to the coordinator.</source>
        <translation>应用程序要从 bank-a 向 bank-b 转账 30。它把两个步骤都交给协调器。</translation>
    </message>
    <message>
        <source>The saga succeeds.</source>
        <translation>saga 成功。</translation>
    </message>
    <message>
        <source>bank-a has 9,970 and bank-b has 10,030.</source>
        <translation>bank-a 有 9,970，bank-b 有 10,030。</translation>
    </message>
    <message>
        <source>Each bank is called once.</source>
        <translation>每家银行被调用一次。</translation>
    </message>
    <message>
        <source>Saga: business failure</source>
        <translation>Saga：业务失败</translation>
    </message>
    <message>
        <source>bank-b refuses, and bank-a gets its money back.</source>
        <translation>bank-b 拒绝，bank-a 拿回自己的钱。</translation>
    </message>
    <message>
        <source>The account at bank-b is frozen: it will refuse the next deposit.</source>
        <translation>bank-b 的账户被冻结：它会拒绝下一笔存款。</translation>
    </message>
    <message>
        <source>The application moves 30 from bank-a to bank-b. Watch the purple arrows: they undo.</source>
        <translation>应用程序从 bank-a 向 bank-b 转账 30。请看紫色箭头：它们在撤销。</translation>
    </message>
    <message>
        <source>The saga is rolled back.</source>
        <translation>saga 已回滚。</translation>
    </message>
    <message>
        <source>Both banks have 10,000 again.</source>
        <translation>两家银行又都是 10,000。</translation>
    </message>
    <message>
        <source>It is undone in reverse order.</source>
        <translation>按相反顺序撤销。</translation>
    </message>
    <message>
        <source>The reason is told.</source>
        <translation>给出了原因。</translation>
    </message>
    <message>
        <source>Empty compensation</source>
        <translation>空补偿</translation>
    </message>
    <message>
        <source>The call to bank-b is lost before it arrives. Its undo must not take money that never came.</source>
        <translation>对 bank-b 的调用在到达之前丢失。它的补偿不能拿走从未到账的钱。</translation>
    </message>
    <message>
        <source>The network loses the next request to bank-b before it arrives.</source>
        <translation>网络在到达之前丢失了发往 bank-b 的下一个请求。</translation>
    </message>
    <message>
        <source>The coordinator cannot know whether bank-b was reached. When the saga&apos;s time is over it undoes both.</source>
        <translation>协调器无法知道是否到达了 bank-b。saga 超时后，它撤销两个分支。</translation>
    </message>
    <message>
        <source>bank-b&apos;s barrier lets the empty compensation pass without effect.</source>
        <translation>bank-b 的屏障放过空补偿，不产生效果。</translation>
    </message>
    <message>
        <source>bank-b falls to 9,970: money was lost.</source>
        <translation>bank-b 降到 9,970：资金丢失。</translation>
    </message>
    <message>
        <source>Suspension</source>
        <translation>悬挂</translation>
    </message>
    <message>
        <source>A request is delayed in the network and arrives after its own undo. It must not take effect any more.</source>
        <translation>请求在网络中延迟，在它自己的补偿之后才到达。它不能再生效。</translation>
    </message>
    <message>
        <source>The next request to bank-a will be delayed in the network.</source>
        <translation>发往 bank-a 的下一个请求将在网络中延迟。</translation>
    </message>
    <message>
        <source>The application sets 30 aside in both banks. bank-a does not answer; when the time is over the coordinator undoes.</source>
        <translation>应用程序在两家银行各冻结 30。bank-a 没有应答；超时后协调器撤销。</translation>
    </message>
    <message>
        <source>Only now the delayed request arrives at bank-a.</source>
        <translation>延迟的请求现在才到达 bank-a。</translation>
    </message>
    <message>
        <source>The undo came first and had nothing to undo.</source>
        <translation>补偿先到，没有可撤销的内容。</translation>
    </message>
    <message>
        <source>bank-a&apos;s barrier refuses the late request.</source>
        <translation>bank-a 的屏障拒绝了迟到的请求。</translation>
    </message>
    <message>
        <source>Nothing stays set aside.</source>
        <translation>没有资金仍被冻结。</translation>
    </message>
    <message>
        <source>30 stay set aside in bank-a for ever.</source>
        <translation>bank-a 中的 30 被永久冻结。</translation>
    </message>
    <message>
        <source>Duplicate request</source>
        <translation>重复请求</translation>
    </message>
    <message>
        <source>An answer is lost, so the same request comes twice. It must take effect once.</source>
        <translation>应答丢失，所以同一请求到达两次。它只能生效一次。</translation>
    </message>
    <message>
        <source>bank-b will do the next deposit, but its answer will be lost.</source>
        <translation>bank-b 会执行下一笔存款，但它的应答会丢失。</translation>
    </message>
    <message>
        <source>The coordinator gets no answer and asks again: bank-b sees the same request twice.</source>
        <translation>协调器没有收到应答，再次请求：bank-b 两次看到同一请求。</translation>
    </message>
    <message>
        <source>bank-b has 10,060: money came from nowhere.</source>
        <translation>bank-b 有 10,060：资金凭空产生。</translation>
    </message>
    <message>
        <source>Network outage with retries</source>
        <translation>网络中断与重试</translation>
    </message>
    <message>
        <source>bank-b cannot be reached for a while; a person presses &quot;Retry now&quot; when it is back.</source>
        <translation>bank-b 一段时间内无法访问；恢复后有人按下“立即重试”。</translation>
    </message>
    <message>
        <source>bank-b goes down.</source>
        <translation>bank-b 停止运行。</translation>
    </message>
    <message>
        <source>The application moves 30. The coordinator tries bank-b again and again, waiting twice as long each time.</source>
        <translation>应用程序转账 30。协调器一再尝试 bank-b，每次等待时间加倍。</translation>
    </message>
    <message>
        <source>bank-b is repaired. The next try would come by itself, but not soon.</source>
        <translation>bank-b 已修复。下一次尝试会自动进行，但不会很快。</translation>
    </message>
    <message>
        <source>A person presses &quot;Retry now&quot;.</source>
        <translation>有人按下“立即重试”。</translation>
    </message>
    <message>
        <source>bank-b was tried at least four times.</source>
        <translation>bank-b 至少被尝试了四次。</translation>
    </message>
    <message>
        <source>The journal says who pressed the button.</source>
        <translation>日志记录了是谁按下的按钮。</translation>
    </message>
    <message>
        <source>Concurrent saga with order</source>
        <translation>有顺序的并发 saga</translation>
    </message>
    <message>
        <source>Four branches in two waves; the last is refused, and the waves are undone in reverse.</source>
        <translation>四个分支分两批；最后一个被拒绝，各批按相反顺序撤销。</translation>
    </message>
    <message>
        <source>The fee service will refuse.</source>
        <translation>手续费服务会拒绝。</translation>
    </message>
    <message>
        <source>Four branches: bank-a and order at once, then bank-b and fee at once.</source>
        <translation>四个分支：bank-a 和 order 同时，然后 bank-b 和 fee 同时。</translation>
    </message>
    <message>
        <source>The second wave starts after the first.</source>
        <translation>第二批在第一批之后开始。</translation>
    </message>
    <message>
        <source>The second wave is undone before the first.</source>
        <translation>第二批在第一批之前撤销。</translation>
    </message>
    <message>
        <source>All four have what they had.</source>
        <translation>四方都恢复原状。</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>A saga with a deadline meets a slow bank and turns back in time.</source>
        <translation>有截止时间的 saga 遇到缓慢的银行，及时回滚。</translation>
    </message>
    <message>
        <source>bank-b is very slow.</source>
        <translation>bank-b 非常慢。</translation>
    </message>
    <message>
        <source>The application gives the saga a deadline. When it passes the coordinator turns back.</source>
        <translation>应用程序给 saga 设定截止时间。到期后协调器回滚。</translation>
    </message>
    <message>
        <source>At last bank-b gets to the request. It is too late.</source>
        <translation>bank-b 终于处理到这个请求。已经太晚了。</translation>
    </message>
    <message>
        <source>The reason is the deadline.</source>
        <translation>原因是截止时间。</translation>
    </message>
    <message>
        <source>The try at bank-b will take a moment, so that one can see what bank-a has set aside.</source>
        <translation>bank-b 的尝试会慢一会儿，好让人看到 bank-a 预留了多少。</translation>
    </message>
    <message>
        <source>TCC: success, then cancel</source>
        <translation>TCC：成功，然后取消</translation>
    </message>
    <message>
        <source>Trying sets money aside; confirm spends it, cancel gives it back. Watch &quot;set aside&quot; in the meter.</source>
        <translation>尝试预留钱；确认花掉它，取消退回它。请看仪表上的“预留”。</translation>
    </message>
    <message>
        <source>bank-a tries 30 at both banks: it sets 30 of its own aside and asks bank-b.</source>
        <translation>bank-a 在两家银行各尝试 30：先预留自己的 30，再请求 bank-b。</translation>
    </message>
    <message>
        <source>bank-b&apos;s try is done, too: the application says confirm.</source>
        <translation>bank-b 的尝试也完成了：应用说确认。</translation>
    </message>
    <message>
        <source>bank-b will refuse the next try.</source>
        <translation>bank-b 将拒绝下一次尝试。</translation>
    </message>
    <message>
        <source>The same once more; bank-b refuses, so the application says cancel.</source>
        <translation>再来一次；bank-b 拒绝，因此应用说取消。</translation>
    </message>
    <message>
        <source>The first transfer is confirmed.</source>
        <translation>第一笔转账已确认。</translation>
    </message>
    <message>
        <source>The second one is cancelled, in reverse order.</source>
        <translation>第二笔按相反顺序取消。</translation>
    </message>
    <message>
        <source>TCC: confirm keeps failing</source>
        <translation>TCC：确认一直失败</translation>
    </message>
    <message>
        <source>Confirm is decided, so there is no way back: &quot;Roll back&quot; is greyed and says why. Retrying is the only way.</source>
        <translation>已决定确认，因此没有回头路：“回滚”变灰并说明原因。只能重试。</translation>
    </message>
    <message>
        <source>bank-b will try, but its confirm will answer 500 for a while.</source>
        <translation>bank-b 能完成尝试，但它的确认会有一阵子返回 500。</translation>
    </message>
    <message>
        <source>The application tries both banks and says confirm. bank-a&apos;s money stays set aside.</source>
        <translation>应用尝试两家银行，然后说确认。bank-a 的钱仍被预留。</translation>
    </message>
    <message>
        <source>bank-b is repaired. A person presses &quot;Retry now&quot;.</source>
        <translation>bank-b 修好了。有人按下“立即重试”。</translation>
    </message>
    <message>
        <source>The transfer is confirmed in the end.</source>
        <translation>转账最终得到确认。</translation>
    </message>
    <message>
        <source>bank-b&apos;s confirm was tried at least four times, and nothing was cancelled.</source>
        <translation>bank-b 的确认至少尝试了四次，且没有任何取消。</translation>
    </message>
    <message>
        <source>XA: success, then a participant is lost</source>
        <translation>XA：成功，然后失去一个参与方</translation>
    </message>
    <message>
        <source>Two databases prepare and commit. Then one bank dies between: its rows stay locked until it is back.</source>
        <translation>两个数据库准备并提交。接着一家银行在中间死掉：它回来之前，它的行一直锁定。</translation>
    </message>
    <message>
        <source>bank-x and bank-y keep their books in MariaDB. Both prepare, then the coordinator tells both to commit.</source>
        <translation>bank-x 和 bank-y 用 MariaDB 记账。两家都准备好，然后协调器让两家提交。</translation>
    </message>
    <message>
        <source>The next commit will take long on its way to bank-x.</source>
        <translation>下一次提交去往 bank-x 的路上会很慢。</translation>
    </message>
    <message>
        <source>Once more: both databases are prepared and hold their locks until they hear the decision.</source>
        <translation>再来一次：两个数据库都已准备，在听到决定之前一直持有锁。</translation>
    </message>
    <message>
        <source>bank-y is killed: kill -9. Its prepared branch stays in the database, with its locks.</source>
        <translation>bank-y 被杀死：kill -9。它已准备的分支连同锁都留在数据库里。</translation>
    </message>
    <message>
        <source>bank-x commits. bank-y cannot be reached, and the decision stands: it is asked again and again.</source>
        <translation>bank-x 提交。bank-y 连不上，而决定不变：会一次又一次地请求它。</translation>
    </message>
    <message>
        <source>bank-y is started again: it can commit what an earlier process of it prepared.</source>
        <translation>bank-y 重新启动：它能提交先前进程所准备的分支。</translation>
    </message>
    <message>
        <source>Both transfers are committed.</source>
        <translation>两笔转账都已提交。</translation>
    </message>
    <message>
        <source>bank-y&apos;s commit was tried at least three times, and nothing was rolled back.</source>
        <translation>bank-y 的提交至少尝试了三次，且没有任何回滚。</translation>
    </message>
    <message>
        <source>bank-x has 9,940 and bank-y has 10,060.</source>
        <translation>bank-x 有 9,940，bank-y 有 10,060。</translation>
    </message>
    <message>
        <source>This story needs MariaDB&apos;s server, which is not installed here (package mariadb-server-core).</source>
        <translation>这个故事需要 MariaDB 服务器，而这里没有安装（软件包 mariadb-server-core）。</translation>
    </message>
    <message>
        <source>bank-a has 9,940, bank-b and bank-x have 10,030 each.</source>
        <translation>bank-a 有 9,940，bank-b 和 bank-x 各有 10,030。</translation>
    </message>
    <message>
        <source>bank-a runs a workflow: a saga step here, a TCC step at bank-b, an XA step at bank-x. After two steps it stops.</source>
        <translation>bank-a 执行一个工作流：本地一个 saga 步骤，bank-b 一个 TCC 步骤，bank-x 一个 XA 步骤。两步之后它停下了。</translation>
    </message>
    <message>
        <source>bank-a runs a workflow: a saga step here, a TCC step at bank-b (an XA step would need MariaDB, which is not installed). After two steps it stops.</source>
        <translation>bank-a 执行一个工作流：本地一个 saga 步骤，bank-b 一个 TCC 步骤（XA 步骤需要 MariaDB，而这里没有安装）。两步之后它停下了。</translation>
    </message>
    <message>
        <source>Workflow of several modes</source>
        <translation>多种模式的工作流</translation>
    </message>
    <message>
        <source>The code runs at the application. When it stops it is woken and replays: what is recorded is not done again.</source>
        <translation>代码在应用里执行。停下之后会被唤醒并重放：已记录的不会再做。</translation>
    </message>
    <message>
        <source>The coordinator has not heard of the end, so it wakes the application, which begins anew: steps 1 and 2 come from the record.</source>
        <translation>协调器没有听到结束，于是唤醒应用；应用从头开始：步骤 1 和 2 取自记录。</translation>
    </message>
    <message>
        <source>The workflow succeeds.</source>
        <translation>工作流成功。</translation>
    </message>
    <message>
        <source>The application was woken.</source>
        <translation>应用被唤醒过。</translation>
    </message>
    <message>
        <source>The first two steps were done once.</source>
        <translation>前两步只做了一次。</translation>
    </message>
    <message>
        <source>No undo record and no lock is left.</source>
        <translation>没有遗留 undo 记录和锁。</translation>
    </message>
    <message>
        <source>AT: success and rollback</source>
        <translation>AT：成功与回滚</translation>
    </message>
    <message>
        <source>Rows change and commit at once; an undo record and a lock make it possible to take them back. Look at the tab Undo.</source>
        <translation>行的改动立即提交；undo 记录和锁使其可以撤回。请看“回滚日志”页。</translation>
    </message>
    <message>
        <source>bank1 takes 1 and commits. Its undo record is written and its row is locked; bank2 hangs for a moment.</source>
        <translation>bank1 扣 1 并提交。undo 记录已写入，行已锁定；bank2 暂时挂起。</translation>
    </message>
    <message>
        <source>bank2 goes on and adds 1. Both are done: commit is decided, and the undo records go.</source>
        <translation>bank2 继续并加 1。两边完成：决定提交，undo 记录删除。</translation>
    </message>
    <message>
        <source>The same with 2: bank1 fails after bank2 has succeeded. Both rows are put back, the last one first.</source>
        <translation>再转 2：bank2 成功后 bank1 失败。两行都还原，后改的先还原。</translation>
    </message>
    <message>
        <source>The first transfer is committed.</source>
        <translation>第一笔转账已提交。</translation>
    </message>
    <message>
        <source>The second one is rolled back, in reverse order.</source>
        <translation>第二笔按相反顺序回滚。</translation>
    </message>
    <message>
        <source>bank1 has 999 and bank2 has 1.</source>
        <translation>bank1 有 999，bank2 有 1。</translation>
    </message>
    <message>
        <source>bank1 takes 2 and commits; bank2 hangs.</source>
        <translation>bank1 扣 2 并提交；bank2 挂起。</translation>
    </message>
    <message>
        <source>Somebody who knows nothing of transactions adds 100 to the same account.</source>
        <translation>有人不经事务，直接给同一账户加 100。</translation>
    </message>
    <message>
        <source>bank2 goes on; then bank1 fails, and the transfer is to be rolled back. Putting 1,000 back would lose the 100.</source>
        <translation>bank2 继续；然后 bank1 失败，转账要回滚。若还原为 1,000，就会丢掉这 100。</translation>
    </message>
    <message>
        <source>A person reads the undo record: before, after, and now.</source>
        <translation>操作员查看 undo 记录：之前、之后、当前。</translation>
    </message>
    <message>
        <source>The person books the 2 back by hand, so that both changes are right.</source>
        <translation>操作员手工补回 2，使两处改动都正确。</translation>
    </message>
    <message>
        <source>And decides: keep the current data.</source>
        <translation>然后决定：保留当前数据。</translation>
    </message>
    <message>
        <source>Who decided what stands in the audit.</source>
        <translation>谁做了什么决定，记在审计里。</translation>
    </message>
    <message>
        <source>AT: a dirty write</source>
        <translation>AT：脏写</translation>
    </message>
    <message>
        <source>Somebody changes a row between phase 1 and the rollback. Nothing is overwritten: a person decides, in the tab Undo.</source>
        <translation>第一阶段与回滚之间有人改动了行。不覆盖任何数据：由人在“回滚日志”页决定。</translation>
    </message>
    <message>
        <source>bank1 refused the rollback, and the transaction waited for a person.</source>
        <translation>bank1 拒绝回滚，事务等待人工处理。</translation>
    </message>
    <message>
        <source>The undo record showed the foreign value.</source>
        <translation>undo 记录显示了他人写入的值。</translation>
    </message>
    <message>
        <source>The audit names the decision and its reason.</source>
        <translation>审计记下了决定及其原因。</translation>
    </message>
    <message>
        <source>bank2 was rolled back before, the last one first.</source>
        <translation>bank2 在此之前已回滚，后改的先还原。</translation>
    </message>
    <message>
        <source>bank1 has 1,100 and bank2 has 0.</source>
        <translation>bank1 有 1,100，bank2 有 0。</translation>
    </message>
    <message>
        <source>AT: two want the same row</source>
        <translation>AT：两个事务要同一行</translation>
    </message>
    <message>
        <source>The second transfer waits for the lock of the first and gives up in time. Look at the page Locks: who waits for whom.</source>
        <translation>第二笔转账等待第一笔的锁，到时放弃。请看“锁”页：谁在等谁。</translation>
    </message>
    <message>
        <source>A first transfer has changed bank1&apos;s account and holds its lock; bank2 hangs.</source>
        <translation>第一笔转账已改动 bank1 的账户并持有锁；bank2 挂起。</translation>
    </message>
    <message>
        <source>A second transfer wants the same account. It waits, with nothing locked in the database, and is turned back in the end.</source>
        <translation>第二笔转账要同一账户。它在数据库不加锁的情况下等待，最后回滚。</translation>
    </message>
    <message>
        <source>bank2 goes on: the first transfer is committed, and the row is free.</source>
        <translation>bank2 继续：第一笔转账提交，行被释放。</translation>
    </message>
    <message>
        <source>It was seen that the second waits for the first.</source>
        <translation>可以看到第二笔在等第一笔。</translation>
    </message>
    <message>
        <source>The second transfer is rolled back.</source>
        <translation>第二笔转账已回滚。</translation>
    </message>
    <message>
        <source>AT transfer</source>
        <translation>AT 转账</translation>
    </message>
    <message>
        <source>GET /bank1/transfer?amount=1: one from bank1 to bank2.</source>
        <translation>GET /bank1/transfer?amount=1：从 bank1 转 1 到 bank2。</translation>
    </message>
    <message>
        <source>bank1 is asked to transfer 1 and calls bank2.</source>
        <translation>请求 bank1 转 1，它调用 bank2。</translation>
    </message>
    <message>
        <source>The transfer is committed.</source>
        <translation>转账已提交。</translation>
    </message>
    <message>
        <source>AT: the initiator fails</source>
        <translation>AT：发起方失败</translation>
    </message>
    <message>
        <source>bank1 fails after bank2 has succeeded: both are put back.</source>
        <translation>bank2 成功后 bank1 失败：两边都还原。</translation>
    </message>
    <message>
        <source>bank1 is asked to transfer 2. It fails once bank2 is done.</source>
        <translation>请求 bank1 转 2。bank2 完成后它失败。</translation>
    </message>
    <message>
        <source>Both branches are rolled back, the last one first.</source>
        <translation>两个分支都回滚，后做的先回滚。</translation>
    </message>
    <message>
        <source>bank1 has 1,000 and bank2 has 0.</source>
        <translation>bank1 有 1,000，bank2 有 0。</translation>
    </message>
    <message>
        <source>AT: the callee fails</source>
        <translation>AT：被调方失败</translation>
    </message>
    <message>
        <source>bank2 fails; its caller gets the fallback answer and turns it into a failure.</source>
        <translation>bank2 失败；调用方得到 fallback 应答，并把它当作失败。</translation>
    </message>
    <message>
        <source>bank1 is asked to transfer 3. bank2 fails.</source>
        <translation>请求 bank1 转 3。bank2 失败。</translation>
    </message>
    <message>
        <source>bank1 told of the fallback.</source>
        <translation>bank1 说明了 fallback。</translation>
    </message>
    <message>
        <source>The transfer is rolled back.</source>
        <translation>转账已回滚。</translation>
    </message>
    <message>
        <source>The receiver subscribes to its topic.</source>
        <translation>接收方订阅其主题。</translation>
    </message>
    <message>
        <source>The message is delivered.</source>
        <translation>消息已送达。</translation>
    </message>
    <message>
        <source>Reliable message</source>
        <translation>可靠消息</translation>
    </message>
    <message>
        <source>bank1 takes the money and the number in one local transaction; bank2 adds both in one.</source>
        <translation>bank1 在一个本地事务中扣款并记号；bank2 在一个本地事务中加款并记号。</translation>
    </message>
    <message>
        <source>bank1 sends 1 to topic_txmsg.</source>
        <translation>bank1 向 topic_txmsg 发送 1。</translation>
    </message>
    <message>
        <source>Both have the number in de_duplication.</source>
        <translation>两边的 de_duplication 都有此号。</translation>
    </message>
    <message>
        <source>Reliable message: the local transaction fails</source>
        <translation>可靠消息：本地事务失败</translation>
    </message>
    <message>
        <source>bank1&apos;s local transaction is rolled back: nobody hears of the message.</source>
        <translation>bank1 的本地事务回滚：没有人收到消息。</translation>
    </message>
    <message>
        <source>bank1 is asked to send 3 and fails.</source>
        <translation>请求 bank1 发送 3，它失败。</translation>
    </message>
    <message>
        <source>The message is cancelled, and nobody was called.</source>
        <translation>消息已取消，没有调用任何人。</translation>
    </message>
    <message>
        <source>Nobody has a number in de_duplication.</source>
        <translation>de_duplication 里都没有号。</translation>
    </message>
    <message>
        <source>Reliable message: the receiver fails</source>
        <translation>可靠消息：接收方失败</translation>
    </message>
    <message>
        <source>bank2 fails at every step of the ladder: a dead letter, until a person resends it. Look at the tab Delivery.</source>
        <translation>bank2 在阶梯的每一步都失败：成为死信，直到有人重发。请看“投递”页。</translation>
    </message>
    <message>
        <source>bank1 sends 4. bank2 fails at each delivery; the ladder has three.</source>
        <translation>bank1 发送 4。bank2 每次都失败；阶梯共三次。</translation>
    </message>
    <message>
        <source>bank2 is repaired.</source>
        <translation>bank2 已修复。</translation>
    </message>
    <message>
        <source>A person resends it: the ladder begins again.</source>
        <translation>操作员重发：阶梯从头开始。</translation>
    </message>
    <message>
        <source>It was given up after three deliveries, and a fourth one succeeded.</source>
        <translation>投递三次后放弃，第四次成功。</translation>
    </message>
    <message>
        <source>bank1 has 996 and bank2 has 4.</source>
        <translation>bank1 有 996，bank2 有 4。</translation>
    </message>
    <message>
        <source>Reliable message: the check-back</source>
        <translation>可靠消息：回查</translation>
    </message>
    <message>
        <source>bank1 dies before it can submit. The coordinator asks back: a number means commit; none means unknown, and a person decides.</source>
        <translation>bank1 在提交消息前崩溃。协调者回查：有号即提交；没有即未知，由人决定。</translation>
    </message>
    <message>
        <source>bank1 commits its local transaction and dies before it can say so.</source>
        <translation>bank1 提交本地事务后，还没说就崩溃。</translation>
    </message>
    <message>
        <source>bank1 is started again. Asked back, it finds the number: commit.</source>
        <translation>bank1 重新启动。回查时找到号：提交。</translation>
    </message>
    <message>
        <source>The next time bank1 dies in the middle of its local transaction.</source>
        <translation>下一次 bank1 在本地事务中途崩溃。</translation>
    </message>
    <message>
        <source>bank1 is started again. It has no such number and answers &quot;unknown&quot;, twice: now a person must decide.</source>
        <translation>bank1 重新启动。没有此号，两次回答“未知”：现在须由人决定。</translation>
    </message>
    <message>
        <source>A person has looked into bank1&apos;s database: it did not commit. Roll back.</source>
        <translation>操作员查看了 bank1 的数据库：没有提交。回滚。</translation>
    </message>
    <message>
        <source>The first message was delivered by the check-back.</source>
        <translation>第一条消息经回查送达。</translation>
    </message>
    <message>
        <source>The second one was dropped by a person, and nobody was called.</source>
        <translation>第二条由人撤销，没有调用任何人。</translation>
    </message>
    <message>
        <source>bank1 has 1,010: the payment was applied once.</source>
        <translation>bank1 有 1,010：付款只入账一次。</translation>
    </message>
    <message>
        <source>Best-effort notification</source>
        <translation>最大努力通知</translation>
    </message>
    <message>
        <source>A payment stands whatever becomes of its notice; bank1 hears of it and adds the money.</source>
        <translation>无论通知结果如何，付款都有效；bank1 得知后加款。</translation>
    </message>
    <message>
        <source>A customer pays 10. The payment service tells topic_notifymsg.</source>
        <translation>客户付 10。支付服务通知 topic_notifymsg。</translation>
    </message>
    <message>
        <source>The notification is delivered.</source>
        <translation>通知已送达。</translation>
    </message>
    <message>
        <source>The payment is recorded as success.</source>
        <translation>付款记为 success。</translation>
    </message>
    <message>
        <source>A customer pays 10, and nobody is told.</source>
        <translation>客户付 10，没有通知任何人。</translation>
    </message>
    <message>
        <source>bank1 asks the payment service for the result, three times.</source>
        <translation>bank1 向支付服务查询结果，三次。</translation>
    </message>
    <message>
        <source>bank1 becomes deaf: it answers each notice with an error.</source>
        <translation>bank1 变聋：对每个通知都应答错误。</translation>
    </message>
    <message>
        <source>A customer pays 10 again. Every notice is missed; in the end it is given up.</source>
        <translation>客户又付 10。每次通知都错过；最后放弃。</translation>
    </message>
    <message>
        <source>bank1 asks by itself, and has the result all the same.</source>
        <translation>bank1 自己查询，同样得到结果。</translation>
    </message>
    <message>
        <source>bank1 hears again, and a person resends the notice: it is one that bank1 knows.</source>
        <translation>bank1 恢复，操作员重发通知：bank1 已知此号。</translation>
    </message>
    <message>
        <source>Notification lost: the receiver asks</source>
        <translation>通知丢失：接收方查询</translation>
    </message>
    <message>
        <source>Who hears nothing asks: GET /payresult/{txNo}. The result is applied once, however often it is heard of.</source>
        <translation>没收到的就去查：GET /payresult/{txNo}。无论听到几次，结果只入账一次。</translation>
    </message>
    <message>
        <source>Three deliveries were missed, and the fourth one succeeded.</source>
        <translation>三次投递错过，第四次成功。</translation>
    </message>
    <message>
        <source>bank1 has 1,020: each payment was applied once.</source>
        <translation>bank1 有 1,020：每笔付款只入账一次。</translation>
    </message>
    <message>
        <source>Notification: ten duplicates</source>
        <translation>通知：十次重复</translation>
    </message>
    <message>
        <source>The same notice ten times, and asked for as well: the balance changes once.</source>
        <translation>同一通知十次，另外还查询：余额只变一次。</translation>
    </message>
    <message>
        <source>The same notice arrives ten more times, and bank1 asks as well.</source>
        <translation>同一通知又到十次，bank1 也去查询。</translation>
    </message>
    <message>
        <source>All ten were answered with success.</source>
        <translation>十次都应答成功。</translation>
    </message>
    <message>
        <source>TCC transfer with log tables</source>
        <translation>TCC 转账与日志表</translation>
    </message>
    <message>
        <source>Trying at bank1 takes the money, confirming at bank2 adds it; each writes its log.</source>
        <translation>bank1 在 try 中扣款，bank2 在 confirm 中加款；各写日志。</translation>
    </message>
    <message>
        <source>bank1 is asked to transfer 1: both tries, then both confirms.</source>
        <translation>请求 bank1 转 1：先两个 try，再两个 confirm。</translation>
    </message>
    <message>
        <source>The transfer is confirmed.</source>
        <translation>转账已确认。</translation>
    </message>
    <message>
        <source>Both have logged their try, bank2 its confirm, and nobody a cancel.</source>
        <translation>两边记了 try，bank2 记了 confirm，没有 cancel。</translation>
    </message>
    <message>
        <source>TCC: a try fails</source>
        <translation>TCC：try 失败</translation>
    </message>
    <message>
        <source>bank1 fails in its try: its cancel gives the money back, bank2&apos;s cancel has nothing to do.</source>
        <translation>bank1 在 try 中失败：其 cancel 退回款项，bank2 的 cancel 无事可做。</translation>
    </message>
    <message>
        <source>bank1 is asked to transfer 2. It fails at the end of its try.</source>
        <translation>请求 bank1 转 2。它在 try 结束时失败。</translation>
    </message>
    <message>
        <source>The transfer is cancelled.</source>
        <translation>转账已取消。</translation>
    </message>
    <message>
        <source>Both have logged their cancel, and bank2 no confirm.</source>
        <translation>两边记了 cancel，bank2 没有 confirm。</translation>
    </message>
    <message>
        <source>TCC: repeated, empty, suspended</source>
        <translation>TCC：重复、空回滚、悬挂</translation>
    </message>
    <message>
        <source>Replays, a cancel without a try and a try after the cancel change nothing.</source>
        <translation>重放、没有 try 的 cancel、cancel 之后的 try，都不改变任何东西。</translation>
    </message>
    <message>
        <source>Each try and each confirm arrives three more times.</source>
        <translation>每个 try 和 confirm 又到三次。</translation>
    </message>
    <message>
        <source>A cancel arrives whose try never came: it does nothing, but leaves a mark.</source>
        <translation>一个没有 try 的 cancel 到达：它不做事，但留下标记。</translation>
    </message>
    <message>
        <source>Now the late try arrives, and finds the mark.</source>
        <translation>迟到的 try 到达，遇到标记。</translation>
    </message>
    <message>
        <source>Every replay was answered with success, and nothing happened.</source>
        <translation>每次重放都应答成功，什么也没发生。</translation>
    </message>
    <message>
        <source>The late tries found the marks of their cancels.</source>
        <translation>迟到的 try 遇到了其 cancel 的标记。</translation>
    </message>
    <message>
        <source>User centre and account service know ann, and nobody else.</source>
        <translation>用户中心和账户服务都只认识 ann，没有别人。</translation>
    </message>
    <message>
        <source>mallory was refused: nothing is left of it.</source>
        <translation>mallory 被拒绝：没有留下任何痕迹。</translation>
    </message>
    <message>
        <source>ann registers: the user centre inserts a row, the account service another. Both commit at once.</source>
        <translation>ann 注册：用户中心插入一行，账户服务也插入一行，两边都立即提交。</translation>
    </message>
    <message>
        <source>mallory registers. The user centre has inserted and committed, with an undo record; the account service hangs.</source>
        <translation>mallory 注册。用户中心已插入一行、写入 undo 记录并提交；账户服务挂起。</translation>
    </message>
    <message>
        <source>The account service goes on, and refuses the name: the user centre&apos;s row is taken back.</source>
        <translation>账户服务继续，拒绝了这个名字：用户中心的那一行被撤回。</translation>
    </message>
    <message>
        <source>trent registers: both have inserted their rows. Then the user centre itself fails.</source>
        <translation>trent 注册：两边都已插入各自的行，随后用户中心自己失败了。</translation>
    </message>
    <message>
        <source>Registration by AT</source>
        <translation>用 AT 注册用户</translation>
    </message>
    <message>
        <source>User centre and account service both know a new user, or neither does. By AT there is no code that takes anything back.</source>
        <translation>新用户要么用户中心和账户服务都认识，要么都不认识。用 AT 时，没有任何撤销代码要写。</translation>
    </message>
    <message>
        <source>ann is registered.</source>
        <translation>ann 已注册。</translation>
    </message>
    <message>
        <source>trent&apos;s rows were taken back at both, the last one first.</source>
        <translation>trent 的行在两边都被撤回，后写的先撤。</translation>
    </message>
    <message>
        <source>ann registers: both try the name as &quot;new&quot;, then both confirm it as &quot;ready&quot;.</source>
        <translation>ann 注册：两边先以“new”尝试（try），再都确认为“ready”（confirm）。</translation>
    </message>
    <message>
        <source>mallory registers. The user centre has the name as &quot;new&quot;; the account service hangs.</source>
        <translation>mallory 注册。用户中心里这个名字的状态是“new”；账户服务挂起。</translation>
    </message>
    <message>
        <source>The account service goes on, and refuses the name: the user centre deletes it, the account service has nothing to delete.</source>
        <translation>账户服务继续，拒绝了这个名字：用户中心把它删除，账户服务没有什么可删。</translation>
    </message>
    <message>
        <source>trent registers: both have tried. Then the user centre itself fails, and both cancel.</source>
        <translation>trent 注册：两边的 try 都成功了，随后用户中心自己失败，两边都取消（cancel）。</translation>
    </message>
    <message>
        <source>Registration by TCC</source>
        <translation>用 TCC 注册用户</translation>
    </message>
    <message>
        <source>The same with try, confirm, cancel: until the end the user is &quot;new&quot;, and nobody takes it for a registered one.</source>
        <translation>同样的注册，用 try、confirm、cancel：结束之前用户是“new”，没有人会把它当成已注册的。</translation>
    </message>
    <message>
        <source>trent was cancelled at both, the last one first.</source>
        <translation>trent 在两边都被取消，后做的先取消。</translation>
    </message>
    <message>
        <source>Each has logged one confirm and two cancels.</source>
        <translation>两边各记录了一次 confirm 和两次 cancel。</translation>
    </message>
    <message>
        <source>ann wants a deposit account. The platform notes it and asks the bank, which will decide later.</source>
        <translation>ann 要开存管账户。平台记下申请并转给银行，银行稍后才决定。</translation>
    </message>
    <message>
        <source>The platform asks for the result, too early.</source>
        <translation>平台来查询结果，太早了。</translation>
    </message>
    <message>
        <source>The bank opens the account and tells the platform, which answers &quot;success&quot;.</source>
        <translation>银行开好账户并通知平台，平台回答“success”。</translation>
    </message>
    <message>
        <source>bob wants one, too. The platform becomes deaf: it answers each notice with an error.</source>
        <translation>bob 也要开户。平台变聋：对每个通知都应答错误。</translation>
    </message>
    <message>
        <source>The bank declines. Every notice is missed; in the end it is given up.</source>
        <translation>银行拒绝开户。每个通知都错过，最终放弃。</translation>
    </message>
    <message>
        <source>The platform asks by itself, and has the result all the same.</source>
        <translation>平台自己去查询，照样得到了结果。</translation>
    </message>
    <message>
        <source>The platform hears again, and a person resends the notice: it is one that the platform knows.</source>
        <translation>平台恢复收听，人工重发通知：这个结果平台已经知道。</translation>
    </message>
    <message>
        <source>A deposit account at a bank outside</source>
        <translation>在外部银行开存管账户</translation>
    </message>
    <message>
        <source>The bank decides when it likes and notifies by HTTP; whoever hears nothing asks. Nothing is undone on either side.</source>
        <translation>银行想什么时候决定都行，再用 HTTP 通知；没听到的一方自己来查。两边都不会撤销任何东西。</translation>
    </message>
    <message>
        <source>The bank&apos;s first notification is delivered.</source>
        <translation>银行的第一个通知已送达。</translation>
    </message>
    <message>
        <source>Who asked too early was told to wait.</source>
        <translation>查询得太早时，得到的回答是等待。</translation>
    </message>
    <message>
        <source>Platform and bank agree: ann has an account, bob was declined.</source>
        <translation>平台与银行一致：ann 有了账户，bob 被拒绝。</translation>
    </message>
    <message>
        <source>Each result was applied once.</source>
        <translation>每个结果都只生效一次。</translation>
    </message>
    <message>
        <source>A full loan of 1,200 is reviewed. The repayment service hangs, and the reviewer does not wait for it.</source>
        <translation>一笔 1,200 的满标借款通过审核。还款服务挂起，审核员不用等它。</translation>
    </message>
    <message>
        <source>The repayment service goes on, and makes the plan: twelve terms.</source>
        <translation>还款服务继续，生成计划：共十二期。</translation>
    </message>
    <message>
        <source>The same message arrives once more.</source>
        <translation>同一条消息又来了一次。</translation>
    </message>
    <message>
        <source>The review of another loan fails.</source>
        <translation>另一个借款的审核失败。</translation>
    </message>
    <message>
        <source>Full-bid review and repayment plan</source>
        <translation>满标审核与还款计划</translation>
    </message>
    <message>
        <source>The review commits together with the promise that a repayment plan will be made, once; a review that fails promises nothing.</source>
        <translation>审核与“一定会生成还款计划”的承诺一起提交，计划只生成一次；失败的审核不作任何承诺。</translation>
    </message>
    <message>
        <source>There is one plan; its twelve terms add up to the loan.</source>
        <translation>只有一份计划；十二期之和等于借款。</translation>
    </message>
    <message>
        <source>The failing review is cancelled, and nobody was called.</source>
        <translation>失败的审核被取消，没有调用任何人。</translation>
    </message>
    <message>
        <source>Loan 1 is reviewed; loans 2 and 3 are as they were.</source>
        <translation>借款 1 已审核；借款 2 和 3 保持原样。</translation>
    </message>
    <message>
        <source>bank1 takes 1 and commits; bank2 hangs. Everybody can see the debit without its credit.</source>
        <translation>bank1 扣 1 并提交；bank2 挂起。人人都能看到已扣款而未入账。</translation>
    </message>
    <message>
        <source>bank2 goes on and adds 1.</source>
        <translation>bank2 继续并加 1。</translation>
    </message>
    <message>
        <source>5,000 are more than bank1 has: it refuses, and bank2 is not called.</source>
        <translation>5,000 超过了 bank1 的余额：它拒绝，bank2 不会被调用。</translation>
    </message>
    <message>
        <source>bank1 takes 3; bank2 refuses to add them, and bank1 puts them back.</source>
        <translation>bank1 扣 3；bank2 拒绝入账，bank1 把 3 加回来。</translation>
    </message>
    <message>
        <source>Transfer by saga</source>
        <translation>用 Saga 转账</translation>
    </message>
    <message>
        <source>A debit is seen before its credit, and a refused credit takes it back. The same transfer by AT is S1, by TCC S4, by message S7.</source>
        <translation>先看到扣款，后看到入账；入账被拒绝时扣款被退回。同样的转账：AT 见 S1，TCC 见 S4，可靠消息见 S7。</translation>
    </message>
    <message>
        <source>The first transfer is done.</source>
        <translation>第一笔转账已完成。</translation>
    </message>
    <message>
        <source>The second one is rolled back at its first step.</source>
        <translation>第二笔在第一步就回滚了。</translation>
    </message>
    <message>
        <source>The third one is compensated, the last step first.</source>
        <translation>第三笔被补偿，后做的步骤先补偿。</translation>
    </message>
    <message>
        <source>%1 in %2 ms.</source>
        <translation>%1 条，用时 %2 毫秒。</translation>
    </message>
    <message>
        <source>Ten million transactions</source>
        <translation>一千万个事务</translation>
    </message>
    <message>
        <source>A second tab lists ten million made-up transactions. Scroll, search by gid or business key, look at what is stuck.</source>
        <translation>另一个标签页列出一千万个虚构的事务。可以滚动、按 gid 或业务键查找、查看卡住的事务。</translation>
    </message>
    <message>
        <source>The newest page of ten million.</source>
        <translation>一千万个中最新的一页。</translation>
    </message>
    <message>
        <source>One old transaction is searched by its gid.</source>
        <translation>按 gid 查找一个很早的事务。</translation>
    </message>
    <message>
        <source>Which ones are stuck?</source>
        <translation>哪些卡住了？</translation>
    </message>
    <message>
        <source>The first page is full.</source>
        <translation>第一页是满的。</translation>
    </message>
    <message>
        <source>One of ten million is found by its gid.</source>
        <translation>按 gid 从一千万个中找到了一个。</translation>
    </message>
    <message>
        <source>All 312 stuck ones are found.</source>
        <translation>312 个卡住的事务全部找到。</translation>
    </message>
    <message>
        <source>Storm</source>
        <translation>风暴</translation>
    </message>
    <message>
        <source>Two thousand made-up changes a second. The list stays readable; Space freezes it.</source>
        <translation>每秒两千次虚构的变化。列表依然可读；按空格键冻结。</translation>
    </message>
    <message>
        <source>Two thousand transactions change every second.</source>
        <translation>每秒有两千个事务发生变化。</translation>
    </message>
    <message>
        <source>Thousands of changes arrived in three seconds.</source>
        <translation>三秒内收到数千次变化。</translation>
    </message>
    <message>
        <source>Five thousand arrows</source>
        <translation>五千个箭头</translation>
    </message>
    <message>
        <source>A made-up saga that was retried all night: a few folded rows. Unfold them all and move through five thousand arrows.</source>
        <translation>一个整夜重试的虚构 saga：折叠成几行。全部展开后可以在五千个箭头间移动。</translation>
    </message>
    <message>
        <source>One saga has been tried five thousand times.</source>
        <translation>一个 saga 被尝试了五千次。</translation>
    </message>
    <message>
        <source>Folded it has fewer than thirty rows.</source>
        <translation>折叠后不到三十行。</translation>
    </message>
    <message>
        <source>Three hundred payments arrive. Each takes its money from bank-a and cannot reach bank-b.</source>
        <translation>三百笔付款到来。每笔都从 bank-a 取了款，却无法到达 bank-b。</translation>
    </message>
    <message>
        <source>A person asks what &quot;retry all&quot; would do: bank-b does not answer, so it would not help.</source>
        <translation>有人询问“全部重试”会怎样：bank-b 没有应答，所以不会有帮助。</translation>
    </message>
    <message>
        <source>bank-b is repaired.</source>
        <translation>bank-b 修好了。</translation>
    </message>
    <message>
        <source>Now one job retries them all: first 1, then 10, then 100, then the rest, looking at what became of each.</source>
        <translation>现在一个作业重试全部：先 1 个，再 10 个，再 100 个，然后是其余的，并查看每一个的结果。</translation>
    </message>
    <message>
        <source>Outage, many at once</source>
        <translation>故障，一次很多</translation>
    </message>
    <message>
        <source>Three hundred payments are stuck for one reason. One job retries them, carefully.</source>
        <translation>三百笔付款因同一原因卡住。一个批量作业小心地重试它们。</translation>
    </message>
    <message>
        <source>The dry run said that bank-b fails more often than not.</source>
        <translation>试运行指出 bank-b 多半会失败。</translation>
    </message>
    <message>
        <source>The job is done and took effect on all three hundred.</source>
        <translation>作业已完成，对三百个全部生效。</translation>
    </message>
    <message>
        <source>bank-a has 9,700 and bank-b has 10,300.</source>
        <translation>bank-a 有 9,700，bank-b 有 10,300。</translation>
    </message>
    <message>
        <source>Your turn: the 2 are booked back by hand. Alt+8 opens the tab Undo; type a reason, press Read, look at before, after and now. Then keep the current data, with the button below.</source>
        <translation>轮到您：那 2 已手工入账。Alt+8 打开“回滚日志”标签页；输入理由，按“读取”，看修改前、修改后和现在的值。然后用下方的按钮保留当前数据。</translation>
    </message>
    <message>
        <source>Look at the diagram: two calls, both answered, and then the decision. The sum in the meter never changes.</source>
        <translation>请看时序图：两次调用，都有应答，然后是决定。仪表中的总和始终不变。</translation>
    </message>
    <message>
        <source>Look at the refusal and its reason, and at the arrow that undoes the first call. Rolled back is a good end: nobody has lost money.</source>
        <translation>请看拒绝及其原因，以及撤销第一次调用的箭头。已回滚是好的结局：没有人损失钱。</translation>
    </message>
    <message>
        <source>Look at the verdict: it names bank-b, what is at stake and when the next try comes. After half a minute an alert says the same, below.</source>
        <translation>请看结论：它指出 bank-b、利害所在以及下次重试的时间。半分钟后，下方的告警也会这样说。</translation>
    </message>
    <message>
        <source>Look at the tab Undo: the value before, after and now. Nothing is overwritten before a person has decided.</source>
        <translation>请看“回滚日志”标签页：修改前、修改后和现在的值。在有人决定之前，什么都不会被覆盖。</translation>
    </message>
    <message>
        <source>Your turn: read what the verdict says of bank-b. Then start bank-b again: Shift+F9 goes to its button, Space presses it.</source>
        <translation>轮到您：读一读结论对 bank-b 的说明。然后重新启动 bank-b：Shift+F9 跳到它的按钮，空格键按下。</translation>
    </message>
    <message>
        <source>Your turn: bank-b works again, but the next try will not come soon. Press Retry now: Ctrl+Return. What becomes of it is said under the buttons.</source>
        <translation>轮到您：bank-b 恢复了，但下一次重试不会很快到来。请按“立即重试”：Ctrl+Return。结果显示在按钮下方。</translation>
    </message>
    <message>
        <source>Your turn: the coordinator is dead. Look at the red band and at the greyed buttons. Then start it again: Shift+F9 goes to its button, Space presses it.</source>
        <translation>轮到您：协调器已被杀死。请看红色横条和变灰的按钮。然后重新启动它：Shift+F9 跳到它的按钮，空格键按下。</translation>
    </message>
    <message>
        <source>Look at the diagram: where the coordinator died, a torn band; then it found the message in its store, and bank-b&apos;s barrier kept the money from coming twice.</source>
        <translation>请看时序图：协调器死去的地方有一条撕裂的横带；随后它在存储中找到了消息，bank-b 的屏障防止了钱到账两次。</translation>
    </message>
</context>
</TS>
