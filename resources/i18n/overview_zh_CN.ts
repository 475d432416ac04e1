<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>OverviewContent</name>
    <message>
        <source>yesterday: not known</source>
        <translation>昨日：未知</translation>
    </message>
    <message>
        <source>yesterday %1 (%2%3)</source>
        <translation>昨日 %1（%2%3）</translation>
    </message>
    <message>
        <source>created / s</source>
        <translation>新建/秒</translation>
    </message>
    <message>
        <source>succeeded / s</source>
        <translation>成功/秒</translation>
    </message>
    <message>
        <source>rolled back / s</source>
        <translation>回滚/秒</translation>
    </message>
    <message>
        <source>%1: %2 created, %3 succeeded, %4 rolled back a second</source>
        <translation>%1：每秒新建 %2，成功 %3，回滚 %4</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>from</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Nothing has been counted yet in this time. The first step appears when it is over.</source>
        <translation>这段时间尚无计数。第一个时间段结束后即会显示。</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>卡住</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>What there was</source>
        <translation>事务构成</translation>
    </message>
    <message>
        <source>p50, s</source>
        <translation>p50（秒）</translation>
    </message>
    <message>
        <source>p95, s</source>
        <translation>p95（秒）</translation>
    </message>
    <message>
        <source>p99, s</source>
        <translation>p99（秒）</translation>
    </message>
    <message>
        <source>%1: %2 of %3 ended; half within %4, 95 % within %5, 99 % within %6</source>
        <translation>%1：%2 个 %3 结束；一半在 %4 内，95 % 在 %5 内，99 % 在 %6 内</translation>
    </message>
    <message>
        <source>Durations</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>p50, ms</source>
        <translation>p50（毫秒）</translation>
    </message>
    <message>
        <source>p95, ms</source>
        <translation>p95（毫秒）</translation>
    </message>
    <message>
        <source>p99, ms</source>
        <translation>p99（毫秒）</translation>
    </message>
    <message>
        <source>No transaction has ended in a whole minute of this time.</source>
        <translation>这段时间内没有整分钟的已结束事务。</translation>
    </message>
    <message>
        <source>%1 % · %2 of %3 calls</source>
        <translation>%1 % · %3 次调用中 %2 次</translation>
    </message>
    <message>
        <source>%1: %2 without a usable answer</source>
        <translation>%1：%2 没有可用应答</translation>
    </message>
    <message>
        <source>Failing participants</source>
        <translation>失败的参与方</translation>
    </message>
    <message>
        <source>participant</source>
        <translation>参与方</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>no answer or error</source>
        <translation>无应答或错误</translation>
    </message>
    <message>
        <source>Every participant has answered in the last 24 hours.</source>
        <translation>最近 24 小时内每个参与方都有应答。</translation>
    </message>
    <message>
        <source>Every participant has answered in the last hour.</source>
        <translation>最近 1 小时内每个参与方都有应答。</translation>
    </message>
    <message>
        <source>retries in 5 minutes</source>
        <translation>5 分钟内的重试</translation>
    </message>
    <message>
        <source>%1, %2–%3: %4 retries in %5 calls, %6 without a usable answer</source>
        <translation>%1，%2–%3：%5 次调用中重试 %4 次，%6 次没有可用应答</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No call had to be made again in the last 24 hours.</source>
        <translation>最近 24 小时内没有需要重试的调用。</translation>
    </message>
    <message>
        <source>No call had to be made again in the last hour.</source>
        <translation>最近 1 小时内没有需要重试的调用。</translation>
    </message>
</context>
<context>
    <name>TopologyView</name>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>starts %1</source>
        <translation>发起 %1</translation>
    </message>
    <message>
        <source>the others</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>initiator: %1</source>
        <translation>发起方：%1</translation>
    </message>
    <message>
        <source>its lease has run out</source>
        <translation>租约已到期</translation>
    </message>
    <message>
        <source>coordinator: %1</source>
        <translation>协调器：%1</translation>
    </message>
    <message>
        <source>counts its own calls</source>
        <translation>自行计数</translation>
    </message>
    <message>
        <source>%1 created</source>
        <translation>新建 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 errors</source>
        <translation>%1，错误 %2</translation>
    </message>
    <message>
        <source>participant: %1</source>
        <translation>参与方：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ChartCard</name>
    <message>
        <source>%1: table, save</source>
        <translation>%1：表格、保存</translation>
    </message>
    <message>
        <source>Show as a table, save</source>
        <translation>显示为表格、保存</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Not saved: %1 cannot be written.</source>
        <translation>未保存：无法写入 %1。</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>另存为 SVG…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
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
        <source>%1 ok</source>
        <translation>成功 %1</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>拒绝 %1</translation>
    </message>
    <message>
        <source>%1 ongoing</source>
        <translation>进行中 %1</translation>
    </message>
    <message>
        <source>%1 no answer</source>
        <translation>无应答 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>调用 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>calls: what became of them</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>txdesk::console::OverviewPage</name>
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
        <source>%1 gives no numbers about itself.</source>
        <translation>%1 不提供自身的统计数字。</translation>
    </message>
    <message>
        <source>5 minutes</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>Durations of</source>
        <translation>耗时类型</translation>
    </message>
    <message>
        <source>Participants, since the coordinator started</source>
        <translation>参与方（自协调器启动以来）</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>最近 1 小时</translation>
    </message>
    <message>
        <source>last 5 minutes</source>
        <translation>最近 5 分钟</translation>
    </message>
    <message>
        <source>Per second, %1</source>
        <translation>每秒，%1</translation>
    </message>
    <message>
        <source>Arrow keys walk through time, Enter opens the list.</source>
        <translation>方向键沿时间移动，回车打开列表。</translation>
    </message>
    <message>
        <source>What there was, %1</source>
        <translation>事务构成，%1</translation>
    </message>
    <message>
        <source>Each transaction once: ended in the step, or unfinished at its end.</source>
        <translation>每个事务只计一次：在该段内结束，或在段末仍未完成。</translation>
    </message>
    <message>
        <source>Duration from creation to end, %1</source>
        <translation>从创建到结束的耗时，%1</translation>
    </message>
    <message>
        <source>In seconds, by minute.</source>
        <translation>单位为秒，按分钟。</translation>
    </message>
    <message>
        <source>Failing participants, %1</source>
        <translation>失败的参与方，%1</translation>
    </message>
    <message>
        <source>Calls with no answer, or an error as the answer; a refusal is none.</source>
        <translation>无应答或应答为错误的调用；拒绝不计入。</translation>
    </message>
    <message>
        <source>Retries by participant, %1</source>
        <translation>各参与方的重试，%1</translation>
    </message>
    <message>
        <source>One cell is 5 minutes; arrow keys walk, Enter opens the list.</source>
        <translation>一格为 5 分钟；方向键移动，回车打开列表。</translation>
    </message>
    <message>
        <source>%1 keeps no history.</source>
        <translation>%1 不保留历史。</translation>
    </message>
    <message>
        <source>The history could not be read: %1</source>
        <translation>无法读取历史：%1</translation>
    </message>
    <message>
        <source>The history has not been read yet.</source>
        <translation>尚未读取历史。</translation>
    </message>
    <message>
        <source>Not connected: as of %1.</source>
        <translation>未连接：数据截至 %1。</translation>
    </message>
    <message>
        <source>Counted by %1 since %2; a coordinator that starts counts anew.</source>
        <translation>由 %1 自 %2 起计数；协调器重启后重新计数。</translation>
    </message>
    <message>
        <source>Other coordinators count their own.</source>
        <translation>其他协调器各自计数。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>txdesk::console::OverviewTiles</name>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>卡住</translation>
    </message>
    <message>
        <source>oldest stuck</source>
        <translation>最久卡住</translation>
    </message>
    <message>
        <source>rolled back in 1 h</source>
        <translation>1 小时内回滚</translation>
    </message>
    <message>
        <source>retries a second</source>
        <translation>每秒重试</translation>
    </message>
    <message>
        <source>store commit, p99</source>
        <translation>存储提交 p99</translation>
    </message>
    <message>
        <source>wait for a person</source>
        <translation>等待人工处理</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>昨日 %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TopologyPage</name>
    <message>
        <source>%1 does not count who calls whom.</source>
        <translation>%1 不统计调用关系。</translation>
    </message>
    <message>
        <source>Topology; the table below says the same</source>
        <translation>拓扑；下方表格内容相同</translation>
    </message>
    <message>
        <source>Topology as a table</source>
        <translation>拓扑表格</translation>
    </message>
    <message>
        <source>node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>how it does</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>Nothing has been read yet.</source>
        <translation>尚未读取。</translation>
    </message>
    <message>
        <source>It could not be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>Nothing was started or called in the last ten minutes.</source>
        <translation>最近十分钟内没有发起或调用。</translation>
    </message>
    <message>
        <source>Width: calls a second; colour: share of errors; dashed: only compensations. A click opens the list.</source>
        <translation>线宽：每秒调用；颜色：错误占比；虚线：仅补偿。单击打开列表。</translation>
    </message>
    <message numerus="yes">
        <source>There are %n nodes: places of one host are drawn as one.</source>
        <translation>
            <numerusform>共有 %n 个节点：同一主机的各处合并绘制。</numerusform>
        </translation>
    </message>
    <message>
        <source>As of %1.</source>
        <translation>截至 %1。</translation>
    </message>
    <message>
        <source>initiator</source>
        <translation>发起方</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>协调器</translation>
    </message>
    <message>
        <source>participant</source>
        <translation>参与方</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>拓扑</translation>
    </message>
    <message>
        <source>calls/s</source>
        <translation>次/秒</translation>
    </message>
</context>
</TS>
