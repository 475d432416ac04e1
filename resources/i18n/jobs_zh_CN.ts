<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>JobWords</name>
    <message>
        <source>collecting its set</source>
        <translation>正在收集集合</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped itself</source>
        <translation>自行停止</translation>
    </message>
    <message>
        <source>stopped itself: %1</source>
        <translation>自行停止：%1</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>✔ took effect</source>
        <translation>✔ 已生效</translation>
    </message>
    <message>
        <source>◌ accepted, no effect seen</source>
        <translation>◌ 已接受，未见效果</translation>
    </message>
    <message>
        <source>✖ refused</source>
        <translation>✖ 被拒绝</translation>
    </message>
    <message>
        <source>▣ left alone: it had changed</source>
        <translation>▣ 未处理：它已变化</translation>
    </message>
    <message>
        <source>? no answer: it may have been done</source>
        <translation>? 没有答复：可能已执行</translation>
    </message>
    <message>
        <source>not done %1</source>
        <translation>未执行 %1</translation>
    </message>
    <message>
        <source>waiting %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>ok %1 · failed %2 · changed %3</source>
        <translation>成功 %1 · 失败 %2 · 已变化 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n transactions picked by hand, as of %1</source>
        <translation>
            <numerusform>手工选取的 %n 个事务，截至 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything there is, created until %1</source>
        <translation>创建于 %1 之前的全部事务</translation>
    </message>
    <message>
        <source>Everything matching %1, created until %2</source>
        <translation>创建于 %2 之前、符合 %1 的全部事务</translation>
    </message>
    <message>
        <source>%1 · %2 picked</source>
        <comment>verb, number</comment>
        <translation>%1 · 选取 %2 个</translation>
    </message>
    <message>
        <source>%1 · all matching</source>
        <comment>verb</comment>
        <translation>%1 · 全部符合的</translation>
    </message>
    <message>
        <source>done: %1</source>
        <translation>已完成：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::BulkDialog</name>
    <message>
        <source>%1: many transactions</source>
        <translation>%1：多个事务</translation>
    </message>
    <message>
        <source>Why the others are left out</source>
        <translation>其余事务被排除的原因</translation>
    </message>
    <message>
        <source>Left out, because</source>
        <translation>排除原因</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>事务数</translation>
    </message>
    <message>
        <source>The first of them</source>
        <translation>其中最前面的</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Participants it would call</source>
        <translation>将调用的参与者</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用数</translation>
    </message>
    <message>
        <source>Ok in the last 5 min</source>
        <translation>最近 5 分钟成功率</translation>
    </message>
    <message>
        <source>I &amp;know, and want it all the same</source>
        <translation>我知道，仍要执行(&amp;K)</translation>
    </message>
    <message>
        <source>I know, and want it all the same</source>
        <translation>我知道，仍要执行</translation>
    </message>
    <message>
        <source>R&amp;ate</source>
        <translation>速率(&amp;A)</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> 个/秒</translation>
    </message>
    <message>
        <source>&amp;Stop itself when more fail than</source>
        <translation>失败超过此比例时自行停止(&amp;S)</translation>
    </message>
    <message>
        <source>Stop itself when more fail than</source>
        <translation>失败超过此比例时自行停止</translation>
    </message>
    <message>
        <source> % of a step</source>
        <translation> %（每一步）</translation>
    </message>
    <message>
        <source>1, look, 10, look, 100, look, then the rest at the rate.</source>
        <translation>1 个，查看；10 个，查看；100 个，查看；其余按速率执行。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message numerus="yes">
        <source>at least %n characters, kept in the journal</source>
        <translation>
            <numerusform>至少 %n 个字符，保存在日志中</numerusform>
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
        <source>&amp;Type the number of transactions</source>
        <translation>输入事务数量(&amp;T)</translation>
    </message>
    <message>
        <source>The number of transactions</source>
        <translation>事务数量</translation>
    </message>
    <message>
        <source>Count a&amp;gain</source>
        <translation>重新计数(&amp;G)</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新计数</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Nothing was counted.</source>
        <translation>未能计数。</translation>
    </message>
    <message>
        <source>The set could not be counted: %1</source>
        <translation>无法对集合计数：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 can be acted on, %2 cannot.</source>
        <translation>%1 个可以操作，%2 个不可以。</translation>
    </message>
    <message>
        <source>At least %1 can be acted on, at least %2 cannot: counting stopped after 2 s.</source>
        <translation>至少 %1 个可以操作，至少 %2 个不可以：计数在 2 秒后停止。</translation>
    </message>
    <message>
        <source>%1 that match have arrived since; they are not part of it.</source>
        <translation>此后又新增 %1 个符合条件的事务；它们不在其中。</translation>
    </message>
    <message>
        <source>This server has no jobs: the console does it, as long as it is open.</source>
        <translation>此服务器没有任务功能：由控制台执行，需保持打开。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>not called</source>
        <translation>未调用</translation>
    </message>
    <message>
        <source>%1: %2 % ok in the last 5 minutes</source>
        <translation>%1：最近 5 分钟成功率 %2 %</translation>
    </message>
    <message>
        <source>retrying will not help before it is repaired</source>
        <translation>修复之前重试不会有帮助</translation>
    </message>
    <message>
        <source>its calls will fail</source>
        <translation>对它的调用将会失败</translation>
    </message>
    <message>
        <source>It is being sent.</source>
        <translation>正在发送。</translation>
    </message>
    <message>
        <source>The set is not counted.</source>
        <translation>集合尚未计数。</translation>
    </message>
    <message>
        <source>Nothing of it can be acted on.</source>
        <translation>其中没有可以操作的事务。</translation>
    </message>
    <message>
        <source>A participant does not answer: tick that you want it all the same.</source>
        <translation>有参与者没有应答：请勾选仍要执行。</translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is missing.</source>
        <translation>
            <numerusform>缺少至少 %n 个字符的原因。</numerusform>
        </translation>
    </message>
    <message>
        <source>The ticket is missing.</source>
        <translation>缺少工单编号。</translation>
    </message>
    <message>
        <source>The number of transactions is missing: %1.</source>
        <translation>缺少事务数量：%1。</translation>
    </message>
    <message>
        <source>%1: %2 transactions</source>
        <translation>%1：%2 个事务</translation>
    </message>
    <message>
        <source>No answer; the job may have been started. Pressing the button again asks for the same job, not for a second one. (%1)</source>
        <translation>没有答复；任务可能已开始。再次点击请求的是同一个任务，不会产生第二个。（%1）</translation>
    </message>
    <message>
        <source>It was refused: %1</source>
        <translation>被拒绝：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::BulkOffer</name>
    <message>
        <source>No row is picked: click rows with Ctrl or Shift, or press Ctrl+A.</source>
        <translation>没有选取任何行：按住 Ctrl 或 Shift 点击行，或按 Ctrl+A。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n picked rows…</source>
        <translation>
            <numerusform>%1：选取的 %n 行…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: everything that matches…</source>
        <translation>%1：全部符合条件的…</translation>
    </message>
</context>
<context>
    <name>txdesk::console::JobBook</name>
    <message>
        <source>Not connected to the coordinator.</source>
        <translation>未连接到协调者。</translation>
    </message>
    <message>
        <source>This profile is read-only.</source>
        <translation>此配置为只读。</translation>
    </message>
    <message>
        <source>The job is over.</source>
        <translation>任务已结束。</translation>
    </message>
    <message>
        <source>Only a running job can be paused.</source>
        <translation>只有运行中的任务可以暂停。</translation>
    </message>
    <message>
        <source>Only a paused job can be resumed.</source>
        <translation>只有已暂停的任务可以恢复。</translation>
    </message>
    <message>
        <source>state %1 of the job</source>
        <translation>任务状态 %1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::JobsPanel</name>
    <message>
        <source>It was refused: %1</source>
        <translation>被拒绝：%1</translation>
    </message>
    <message>
        <source>No job yet. Pick rows of the list, or filter it, and choose a verb of the menu Bulk: each job asks first, and goes on here.</source>
        <translation>还没有任务。在列表中选取若干行或设置筛选，再从“批量”菜单中选择操作：每个任务都会先询问，然后在此处执行。</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>Who and why</source>
        <translation>操作者与原因</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>事务</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Transactions of the job</source>
        <translation>任务中的事务</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>取消其余</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> 个/秒</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>%1 of %2 (%3 %)</source>
        <translation>%1 / %2（%3 %）</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message numerus="yes">
        <source>Retry the %n failed…</source>
        <translation>
            <numerusform>重试失败的 %n 个…</numerusform>
        </translation>
    </message>
    <message>
        <source>None has failed.</source>
        <translation>没有失败的事务。</translation>
    </message>
    <message>
        <source>Nothing has been done yet.</source>
        <translation>尚未执行任何操作。</translation>
    </message>
    <message>
        <source>Everything that matched its filter, created until %1</source>
        <translation>创建于 %1 之前、符合其筛选条件的全部事务</translation>
    </message>
    <message>
        <source>it ends with this console</source>
        <translation>随此控制台一起结束</translation>
    </message>
    <message>
        <source>not up to date: %1</source>
        <translation>不是最新：%1</translation>
    </message>
    <message>
        <source>Export what became of them</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n transactions are in %1.</source>
        <translation>
            <numerusform>%n 个事务已写入 %1。</numerusform>
        </translation>
    </message>
</context>
</TS>
