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
