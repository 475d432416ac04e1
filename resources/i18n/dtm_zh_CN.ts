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
        <source>Nothing to do until its timeout: before it DTM looks and does nothing.</source>
        <translation>超时之前无事可做:此前 DTM 查看它但什么也不做。</translation>
    </message>
    <message>
        <source>It was prepared and never submitted: DTM never calls a prepared saga.</source>
        <translation>它已准备但从未提交:DTM 从不调用仅处于准备状态的 saga。</translation>
    </message>
    <message>
        <source>Its client left no address to wake it at: only the client itself can go on.</source>
        <translation>其客户端没有留下唤醒地址:只有客户端自己能继续。</translation>
    </message>
    <message>
        <source>A saga cannot be aborted on DTM: it rolls back by itself on a failure or its timeout.</source>
        <translation>DTM 上不能中止 saga:它会在失败或超时时自行回滚。</translation>
    </message>
    <message>
        <source>Only the workflow&apos;s own client knows how to take its steps back.</source>
        <translation>只有工作流自己的客户端知道如何撤回其步骤。</translation>
    </message>
    <message>
        <source>A submitted message cannot be taken back: its receivers will be called until they accept.</source>
        <translation>已提交的消息无法撤回:将一直调用接收方直到其接受。</translation>
    </message>
    <message>
        <source>Its client has decided: every branch is told until it accepts, and none is taken back.</source>
        <translation>其客户端已作出决定:会通知每个分支直到其接受，任何分支都不会撤回。</translation>
    </message>
    <message>
        <source>DTM has no transactions of this kind.</source>
        <translation>DTM 没有这种类型的事务。</translation>
    </message>
    <message>
        <source>Stock DTM cannot pause a transaction.</source>
        <translation>原版 DTM 不能暂停事务。</translation>
    </message>
    <message>
        <source>Not offered on stock DTM: it would run with the console&apos;s request, not with its stored options.</source>
        <translation>原版 DTM 上不提供:它会按控制台的请求而不是按其存储的选项执行。</translation>
    </message>
    <message>
        <source>Stock DTM has no AT mode.</source>
        <translation>原版 DTM 没有 AT 模式。</translation>
    </message>
    <message>
        <source>Stock DTM cannot change what it has stored of one branch.</source>
        <translation>原版 DTM 不能更改单个分支已存储的内容。</translation>
    </message>
    <message>
        <source>Calls failed; which branch failed is not stored.</source>
        <translation>有调用失败;没有存储是哪个分支失败。</translation>
    </message>
    <message>
        <source>next action</source>
        <translation>下一个正向操作</translation>
    </message>
    <message>
        <source>undoes its action</source>
        <translation>撤销其正向操作</translation>
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
        <source>wakes the workflow&apos;s client</source>
        <translation>唤醒工作流的客户端</translation>
    </message>
    <message>
        <source>confirms what was tried</source>
        <translation>确认已尝试的操作</translation>
    </message>
    <message>
        <source>takes back what was tried</source>
        <translation>取消已尝试的操作</translation>
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
        <source>DTM looks at it at its next round, within about 3 s, instead of at its next time.</source>
        <translation>DTM 会在下一轮(约 3 秒内)查看它，而不是等到下次时间。</translation>
    </message>
    <message>
        <source>DTM shows the present as the time of its next try.</source>
        <translation>DTM 把下次重试时间显示为现在。</translation>
    </message>
    <message>
        <source>On Redis and boltdb DTM looks at it no sooner: only the time that is shown changes. “Wake all that wait…” in the menu Tools does work there, for the whole server.</source>
        <translation>在 Redis 和 boltdb 上 DTM 不会更早查看它:只有显示的时间改变。菜单“工具”中的“唤醒所有等待的事务…”在那里有效，但作用于整个服务器。</translation>
    </message>
    <message>
        <source>If this DTM keeps its data in Redis or boltdb, only the time that is shown changes.</source>
        <translation>如果该 DTM 的数据存于 Redis 或 boltdb,则只有显示的时间会改变。</translation>
    </message>
    <message>
        <source>It turns back: every registered branch is cancelled, the last one first.</source>
        <translation>它将回滚:取消每个已注册的分支，从最后一个开始。</translation>
    </message>
    <message>
        <source>It turns back: every registered branch is rolled back and lets its locks go.</source>
        <translation>它将回滚:回滚每个已注册的分支并释放其锁。</translation>
    </message>
    <message>
        <source>The message is dropped: no receiver is ever called.</source>
        <translation>消息被丢弃:不会调用任何接收方。</translation>
    </message>
    <message>
        <source>If the sender&apos;s local transaction committed, it stays committed.</source>
        <translation>如果发送方的本地事务已提交，则保持已提交。</translation>
    </message>
    <message>
        <source>A try that is under way is not stopped: its barrier refuses it once its cancel has come.</source>
        <translation>正在进行的 try 不会被停止:其 cancel 到达后，屏障会拒绝它。</translation>
    </message>
    <message>
        <source>It ends as failed at once.</source>
        <translation>它立即以失败结束。</translation>
    </message>
    <message>
        <source>Nothing is compensated: what participants have done stays done.</source>
        <translation>不做任何补偿:参与者已完成的保持不变。</translation>
    </message>
    <message>
        <source>It is in a state that this version does not know: what an act would do cannot be told. Update it.</source>
        <translation>它处于本版本不认识的状态：无法说明操作会做什么。请升级。</translation>
    </message>
</context>
<context>
    <name>HookSettings</name>
    <message>
        <source>Listen on an address of this machine, 127.0.0.1 or 0.0.0.0 for example.</source>
        <translation>请在本机地址上监听，例如 127.0.0.1 或 0.0.0.0。</translation>
    </message>
    <message>
        <source>The secret needs 16 to 64 letters and digits.</source>
        <translation>密钥需要 16 到 64 个字母和数字。</translation>
    </message>
    <message>
        <source>The next web hook is an http or https address, or empty.</source>
        <translation>下一个 Webhook 是 http 或 https 地址，或留空。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::BulkResetDialog</name>
    <message>
        <source>Wake all that wait</source>
        <translation>唤醒所有等待的事务</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>它会做什么</translation>
    </message>
    <message>
        <source>•  DTM looks now at transactions that would wait longer than this, whichever they are, up to this number.
•  It calls their participants again: retries of all of them at once.</source>
        <translation>•  DTM 立即查看等待时间将超过此值的事务，不论是哪些，最多到此数量。
•  它会再次调用其参与者:所有这些事务同时重试。</translation>
    </message>
    <message>
        <source>What it leaves as it is</source>
        <translation>它不改变什么</translation>
    </message>
    <message>
        <source>•  It cannot be aimed at one transaction, and DTM does not say which ones it took.
•  Statuses and waits stay as they are.</source>
        <translation>•  它不能针对单个事务,DTM 也不说明选取了哪些。
•  状态和重试间隔保持不变。</translation>
    </message>
    <message>
        <source>At &amp;most</source>
        <translation>最多(&amp;M)</translation>
    </message>
    <message>
        <source>That would &amp;wait longer than</source>
        <translation>等待将超过(&amp;W)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message numerus="yes">
        <source>at least %n characters</source>
        <translation>
            <numerusform>至少 %n 个字符</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Type the number once more</source>
        <translation>再次输入该数量(&amp;T)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>It was sent. Open this dialog anew to send it again.</source>
        <translation>已发送。如需再次发送，请重新打开此对话框。</translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is missing.</source>
        <translation>
            <numerusform>缺少至少 %n 个字符的原因。</numerusform>
        </translation>
    </message>
    <message>
        <source>The number is not typed once more.</source>
        <translation>尚未再次输入该数量。</translation>
    </message>
    <message>
        <source>Read once more: the button opens in %1 s.</source>
        <translation>请再读一遍:按钮将在 %1 秒后可用。</translation>
    </message>
    <message>
        <source>Wake up to %1</source>
        <translation>唤醒最多 %1 个</translation>
    </message>
    <message>
        <source>%1 (%2 s)</source>
        <translation>%1(%2 秒)</translation>
    </message>
    <message>
        <source>Sent, waiting for the answer…</source>
        <translation>已发送，正在等待应答…</translation>
    </message>
    <message>
        <source>? No answer; it may have been done: %1</source>
        <translation>? 没有应答;可能已执行:%1</translation>
    </message>
    <message>
        <source>✖ Refused: %1</source>
        <translation>✖ 被拒绝:%1</translation>
    </message>
    <message>
        <source>◌ Accepted: none was waiting longer than that.</source>
        <translation>◌ 已接受:没有等待更久的事务。</translation>
    </message>
    <message numerus="yes">
        <source>✔ %n transactions were made due; DTM takes them one after the other.</source>
        <translation>
            <numerusform>✔ %n 个事务已设为到期;DTM 会逐个处理。</numerusform>
        </translation>
    </message>
    <message>
        <source>More are waiting.</source>
        <translation>还有更多在等待。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::DtmLink</name>
    <message>
        <source>This server does not authenticate you: whoever reaches it may do everything.</source>
        <translation>该服务器不验证你的身份:任何能连到它的人都可以做任何事。</translation>
    </message>
    <message>
        <source>It answers slowly (95 of 100 requests within %1 ms): it is asked every %2 s.</source>
        <translation>它应答缓慢(100 次请求中 95 次在 %1 毫秒内):每 %2 秒询问一次。</translation>
    </message>
    <message>
        <source>DTM has woken its client, or will within 3 s; what the client does shows only when it reports.</source>
        <translation>DTM 已唤醒其客户端，或将在 3 秒内唤醒;客户端做了什么要等它上报后才看得到。</translation>
    </message>
    <message>
        <source>DTM takes due transactions one after the other: a slow participant of another one delays this one.</source>
        <translation>DTM 逐个处理到期事务:另一个事务的慢参与者会拖延这个事务。</translation>
    </message>
    <message>
        <source>On Redis and boltdb this changes only the time that DTM shows; its schedule stays. “Wake all that wait…” in the menu Tools moves the schedule, of the whole server.</source>
        <translation>在 Redis 和 boltdb 上，这只改变 DTM 显示的时间，其调度不变。菜单“工具”中的“唤醒所有等待的事务…”会移动整个服务器的调度。</translation>
    </message>
    <message>
        <source>If this DTM keeps its data in Redis or boltdb, only the time that is shown has changed.</source>
        <translation>如果该 DTM 的数据存于 Redis 或 boltdb,则只有显示的时间改变了。</translation>
    </message>
    <message>
        <source>it is now %1</source>
        <translation>现在是%1</translation>
    </message>
    <message>
        <source>a branch has moved on</source>
        <translation>有一个分支有了进展</translation>
    </message>
    <message>
        <source>DTM has tried again: the wait is now %1 s instead of %2 s</source>
        <translation>DTM 已再次尝试:等待间隔现在是 %1 秒而不是 %2 秒</translation>
    </message>
    <message>
        <source>DTM has looked at it again: it shows a new time for the next try</source>
        <translation>DTM 已再次查看它:显示了新的下次重试时间</translation>
    </message>
    <message>
        <source>A branch row could not be read: %1</source>
        <translation>有一条分支记录无法读取:%1</translation>
    </message>
    <message>
        <source>DTM does not know this transaction (any more).</source>
        <translation>DTM 不(再)知道这个事务。</translation>
    </message>
    <message>
        <source>It is in another state by now.</source>
        <translation>它现在已处于另一状态。</translation>
    </message>
    <message>
        <source>Stock DTM counts calls by branch number, not by participant.</source>
        <translation>原版 DTM 按分支编号而不是按参与者统计调用。</translation>
    </message>
    <message>
        <source>Stock DTM has no global locks.</source>
        <translation>原版 DTM 没有全局锁。</translation>
    </message>
    <message>
        <source>Stock DTM has no AT mode.</source>
        <translation>原版 DTM 没有 AT 模式。</translation>
    </message>
    <message>
        <source>Stock DTM keeps no audit; this console keeps its own.</source>
        <translation>原版 DTM 不保存审计;本控制台自行保存。</translation>
    </message>
    <message>
        <source>Stock DTM knows no tokens.</source>
        <translation>原版 DTM 没有令牌。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::HookDialog</name>
    <message>
        <source>Nothing has changed.</source>
        <translation>没有更改。</translation>
    </message>
    <message>
        <source>✖ Not listening: alerts of DTM do not come here.</source>
        <translation>✖ 未在监听:DTM 的告警不会到达这里。</translation>
    </message>
    <message numerus="yes">
        <source>✔ Listening on port %1. %n reports taken.</source>
        <translation>
            <numerusform>✔ 正在端口 %1 上监听。已接收 %n 条报告。</numerusform>
        </translation>
    </message>
    <message>
        <source>✖ Cannot listen there: %1</source>
        <translation>✖ 无法在那里监听:%1</translation>
    </message>
    <message numerus="yes">
        <source>%n requests refused: wrong path, too many, or no report.</source>
        <translation>
            <numerusform>拒绝了 %n 个请求:路径错误、过多或不是报告。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports passed on.</source>
        <translation>
            <numerusform>已转发 %n 条报告。</numerusform>
        </translation>
    </message>
    <message>
        <source>The next web hook did not take one: %1</source>
        <translation>下一个 Webhook 没有接受一条报告:%1</translation>
    </message>
    <message>
        <source>Web hook for stock DTM</source>
        <translation>用于原版 DTM 的 Webhook</translation>
    </message>
    <message>
        <source>Stock DTM keeps no error texts. It posts them to a web hook from the third failure on: let it post them here, and the console shows what each branch said.</source>
        <translation>原版 DTM 不保存错误文本。它从第三次失败起把错误发送到 Webhook:让它发送到这里，控制台就能显示每个分支返回了什么。</translation>
    </message>
    <message>
        <source>&amp;Listen for DTM&apos;s alerts</source>
        <translation>监听 DTM 的告警(&amp;L)</translation>
    </message>
    <message>
        <source>Listen for DTM&apos;s alerts</source>
        <translation>监听 DTM 的告警</translation>
    </message>
    <message>
        <source>Li&amp;sten on</source>
        <translation>监听地址(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>Secr&amp;et in the path</source>
        <translation>路径中的密钥(&amp;E)</translation>
    </message>
    <message>
        <source>Pass &amp;on to</source>
        <translation>转发给(&amp;O)</translation>
    </message>
    <message>
        <source>Line for conf.&amp;yml</source>
        <translation>conf.yml 中的行(&amp;Y)</translation>
    </message>
    <message>
        <source>the web hook that was there before; empty: nobody</source>
        <translation>原先的 Webhook;留空则不转发</translation>
    </message>
    <message>
        <source>Put this line into DTM&apos;s conf.yml in place of the one that is there, and restart DTM. With 127.0.0.1 only a DTM on this machine reaches the console; 0.0.0.0 listens for others, too. Only who knows the secret is listened to.</source>
        <translation>把这一行写入 DTM 的 conf.yml,替换原有的那一行，然后重启 DTM。使用 127.0.0.1 时只有本机的 DTM 能连到控制台;0.0.0.0 也为其他机器监听。只接受知道密钥的请求。</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>Make a new secret</source>
        <translation>生成新密钥</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>复制这一行</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
</TS>
