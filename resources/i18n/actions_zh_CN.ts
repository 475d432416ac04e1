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
    <message>
        <source>◌ %1 was accepted, no effect seen for 10 s: %2</source>
        <translation>◌ %1 已被接受，10 秒内未见效果：%2</translation>
    </message>
    <message>
        <source>%1; it failed again</source>
        <translation>%1；又失败了</translation>
    </message>
    <message>
        <source>%1; it failed again: %2</source>
        <translation>%1；又失败了：%2</translation>
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
    <name>txdesk::console::ActionBar</name>
    <message>
        <source>%1: branch %2</source>
        <translation>%1：分支 %2</translation>
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
        <source>The participant does not show its rows: which values are at stake is not known.</source>
        <translation>参与方不展示其行：不知道涉及哪些值。</translation>
    </message>
    <message>
        <source>The participant does not show its rows (%1): which values are at stake is not known.</source>
        <translation>参与方不展示其行（%1）：不知道涉及哪些值。</translation>
    </message>
    <message>
        <source>This back end cannot make copies.</source>
        <translation>该后端不能生成副本。</translation>
    </message>
    <message>
        <source>Only a finished transaction is copied: this one still goes on by itself.</source>
        <translation>只能复制已结束的事务：它仍会自行继续。</translation>
    </message>
    <message>
        <source>Another transaction is shown meanwhile.</source>
        <translation>当前显示的已是另一个事务。</translation>
    </message>
    <message>
        <source>possible from %1 (%2)</source>
        <translation>%1 起可以（%2）</translation>
    </message>
    <message>
        <source>possible since %1; the newest state is on its way</source>
        <translation>自 %1 起可以；正在读取最新状态</translation>
    </message>
    <message>
        <source>This back end cannot wake all at once.</source>
        <translation>此后端不能一次唤醒全部。</translation>
    </message>
    <message>
        <source>%1 keeps its current rows, as a person decided.</source>
        <translation>%1 按人工决定保留当前的行。</translation>
    </message>
    <message>
        <source>%1 counts as undone by hand: no call of it succeeded.</source>
        <translation>%1 人工计为已撤销：没有成功的调用。</translation>
    </message>
    <message>
        <source>%1 counts as done by hand: that stays.</source>
        <translation>%1 人工计为已完成：保持不变。</translation>
    </message>
    <message numerus="yes">
        <source>not sent: this profile allows %n acts a second</source>
        <translation>
            <numerusform>未发送：此连接配置每秒只允许 %n 次操作</numerusform>
        </translation>
    </message>
    <message>
        <source>This profile does not allow secrets to be revealed, and the editor would show them.</source>
        <translation>此连接配置不允许显示敏感内容，而编辑器会显示它们。</translation>
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
    <message>
        <source>it is now %1</source>
        <translation>现在是%1</translation>
    </message>
    <message>
        <source>it was paused</source>
        <translation>它已被暂停</translation>
    </message>
    <message>
        <source>it was resumed</source>
        <translation>它已恢复</translation>
    </message>
    <message>
        <source>it does not wait for a person any more</source>
        <translation>它不再等待人工处理</translation>
    </message>
    <message>
        <source>it waits for a person now</source>
        <translation>它现在等待人工处理</translation>
    </message>
    <message>
        <source>%1 drives it now</source>
        <translation>现在由 %1 驱动</translation>
    </message>
    <message numerus="yes">
        <source>%n more calls</source>
        <translation>
            <numerusform>又调用了 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>T&amp;icket</source>
        <translation>工单(&amp;I)</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>the change or incident this belongs to</source>
        <translation>所属的变更或故障编号</translation>
    </message>
    <message>
        <source>Copy as &amp;curl</source>
        <translation>复制为 curl(&amp;C)</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>复制为 curl</translation>
    </message>
    <message>
        <source>Only branch %1</source>
        <translation>仅分支 %1</translation>
    </message>
    <message>
        <source>It changed while you were reading: %1.</source>
        <translation>您阅读期间它已变化：%1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>The ticket is missing.</source>
        <translation>缺少工单编号。</translation>
    </message>
    <message>
        <source>&amp;Evidence</source>
        <translation>证据(&amp;E)</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>how you know: %1</source>
        <translation>如何得知：%1</translation>
    </message>
    <message>
        <source>Only branch %1 · %2 at %3</source>
        <translation>仅分支 %1 · %2，地址 %3</translation>
    </message>
    <message numerus="yes">
        <source>at least %n characters, kept in the audit</source>
        <translation>
            <numerusform>至少 %n 个字符，会记入审计</numerusform>
        </translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>age %1</source>
        <translation>已存在 %1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::LocalAudit</name>
    <message>
        <source>It could not be put on record in %1 (%2), so it was not sent.</source>
        <translation>无法写入记录 %1（%2），因此未发送。</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>another console keeps it locked</source>
        <translation>另一个控制台正在占用它</translation>
    </message>
    <message>
        <source>its last record cannot be read</source>
        <translation>无法读取其最后一条记录</translation>
    </message>
    <message>
        <source>Record %1 does not fit the one before it: the file was changed.</source>
        <translation>第 %1 条记录与前一条不相符：文件被改动过。</translation>
    </message>
</context>
</TS>
