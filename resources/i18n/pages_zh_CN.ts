<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <message>
        <source>%1 keeps no audit that could be shown.</source>
        <translation>%1 没有可以显示的审计。</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>This console&apos;s own record (%1) was tampered with: %2</source>
        <translation>此控制台自己的记录（%1）被改动过：%2</translation>
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
    <message>
        <source>%1 does not tell who holds which rows.</source>
        <translation>%1 不提供行锁信息。</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>锁</translation>
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
    <message>
        <source>%1 never leaves a transaction to a person.</source>
        <translation>%1 不会把事务留给人处理。</translation>
    </message>
    <message>
        <source>For a person</source>
        <translation>待人处理</translation>
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
    <name>txdesk::console::ServerPage</name>
    <message>
        <source>yes</source>
        <translation>有</translation>
    </message>
    <message>
        <source>no</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Coordinators</source>
        <translation>协调器</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>当前这个</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>协调器</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>store</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>running for</source>
        <translation>已运行</translation>
    </message>
    <message>
        <source>started</source>
        <translation>启动于</translation>
    </message>
    <message>
        <source>what</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>%1 (this one)</source>
        <translation>%1（当前）</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>存活</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>无响应</translation>
    </message>
    <message>
        <source>product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>its clock, against ours</source>
        <translation>它的时钟与本机之差</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>transactions being driven now</source>
        <translation>正在推进的事务</translation>
    </message>
    <message>
        <source>calls in flight</source>
        <translation>进行中的调用</translation>
    </message>
    <message>
        <source>most overdue</source>
        <translation>逾期最久</translation>
    </message>
    <message>
        <source>store commit, p50 and p99</source>
        <translation>存储提交 p50 和 p99</translation>
    </message>
    <message>
        <source>%1 ms, %2 ms</source>
        <translation>%1 ms，%2 ms</translation>
    </message>
    <message>
        <source>calls since it started; of them failed</source>
        <translation>启动以来的调用；其中失败</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
    <message>
        <source>ended since it started: succeeded, failed</source>
        <translation>启动以来结束的：成功、失败</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>changes come by themselves</source>
        <translation>变化主动推送</translation>
    </message>
    <message>
        <source>attempts with outcome and error</source>
        <translation>每次尝试的结果和错误</translation>
    </message>
    <message>
        <source>errors by kind</source>
        <translation>按错误分类</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>history of its numbers</source>
        <translation>指标历史</translation>
    </message>
    <message>
        <source>participants and their health</source>
        <translation>参与者及其健康状况</translation>
    </message>
    <message>
        <source>coordinators of the group</source>
        <translation>同组的协调器</translation>
    </message>
    <message>
        <source>row locks</source>
        <translation>行锁</translation>
    </message>
    <message>
        <source>undo records</source>
        <translation>回滚记录</translation>
    </message>
    <message>
        <source>payloads on request, on record</source>
        <translation>按需查看载荷并留痕</translation>
    </message>
    <message>
        <source>audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>tokens and roles</source>
        <translation>令牌和角色</translation>
    </message>
    <message>
        <source>jobs carried out by the server</source>
        <translation>由服务器执行的作业</translation>
    </message>
    <message>
        <source>topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>changed copies of finished transactions</source>
        <translation>已结束事务的修改副本</translation>
    </message>
    <message>
        <source>numbers about itself</source>
        <translation>自身指标</translation>
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
    <message>
        <source>%1 has no tokens: it does not ask who comes in.</source>
        <translation>%1 没有令牌：不检查来者是谁。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TopicDialog</name>
    <message>
        <source>Subscribe</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>取消订阅</translation>
    </message>
    <message>
        <source>Every message published to the topic from now on is delivered to this address, too. Messages that are under way are not.</source>
        <translation>从现在起发布到该主题的每条消息也会投递到这个地址；已在途的消息不会。</translation>
    </message>
    <message>
        <source>Messages published to the topic from now on are no longer delivered to this address. Those under way still are.</source>
        <translation>从现在起发布到该主题的消息不再投递到这个地址；已在途的仍会投递。</translation>
    </message>
    <message>
        <source>&amp;Topic</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>Re&amp;mark</source>
        <translation>备注(&amp;M)</translation>
    </message>
    <message>
        <source>R&amp;eason</source>
        <translation>理由(&amp;E)</translation>
    </message>
    <message numerus="yes">
        <source>at least %n characters, kept in the audit</source>
        <translation>
            <numerusform>至少 %n 个字符，记入审计</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A topic has a name.</source>
        <translation>主题要有名称。</translation>
    </message>
    <message>
        <source>An address looks like http://service:8080/api/notify.</source>
        <translation>地址形如 http://service:8080/api/notify。</translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is needed.</source>
        <translation>
            <numerusform>需要至少 %n 个字符的理由。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::TopicsPage</name>
    <message>
        <source>%1 has no topics that could be shown.</source>
        <translation>%1 没有可以显示的主题。</translation>
    </message>
    <message>
        <source>topic or address</source>
        <translation>主题或地址</translation>
    </message>
    <message>
        <source>Filter topics</source>
        <translation>筛选主题</translation>
    </message>
    <message>
        <source>Subscribe…</source>
        <translation>订阅…</translation>
    </message>
    <message>
        <source>Unsubscribe…</source>
        <translation>取消订阅…</translation>
    </message>
    <message>
        <source>Subscribers of topics</source>
        <translation>主题的订阅者</translation>
    </message>
    <message>
        <source>topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>subscriber</source>
        <translation>订阅者</translation>
    </message>
    <message>
        <source>remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>The topics could not be read: %1</source>
        <translation>无法读取主题：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message numerus="yes">
        <source>%n subscribers</source>
        <translation>
            <numerusform>%n 个订阅者</numerusform>
        </translation>
    </message>
    <message>
        <source>No topic has a subscriber. Messages that are published to a topic would reach nobody.</source>
        <translation>没有任何主题有订阅者，发布到主题的消息不会到达任何人。</translation>
    </message>
    <message>
        <source>No topic and no address contains &quot;%1&quot;.</source>
        <translation>没有主题或地址包含“%1”。</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>The profile is read-only.</source>
        <translation>该配置为只读。</translation>
    </message>
    <message>
        <source>Select a subscriber first.</source>
        <translation>请先选择一个订阅者。</translation>
    </message>
    <message>
        <source>The coordinator did not do it: %1</source>
        <translation>协调器没有执行：%1</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
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
</TS>
