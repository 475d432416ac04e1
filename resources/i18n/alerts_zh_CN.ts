<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AlertWords</name>
    <message>
        <source>stuck transactions</source>
        <translation>卡住的事务</translation>
    </message>
    <message>
        <source>age of the oldest stuck one</source>
        <translation>最久卡住时长</translation>
    </message>
    <message>
        <source>rolled back a minute</source>
        <translation>每分钟回滚</translation>
    </message>
    <message>
        <source>retries a second</source>
        <translation>每秒重试</translation>
    </message>
    <message>
        <source>failed calls of a participant</source>
        <translation>参与方失败调用</translation>
    </message>
    <message>
        <source>store commit, p99</source>
        <translation>存储提交 p99</translation>
    </message>
    <message>
        <source>coordinator silent</source>
        <translation>协调器无声</translation>
    </message>
    <message>
        <source>no new transaction</source>
        <translation>没有新事务</translation>
    </message>
    <message>
        <source>clocks differ</source>
        <translation>时钟偏差</translation>
    </message>
    <message>
        <source>waiting for a person</source>
        <translation>等待人工处理</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>firing</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>已解除</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1，持续 %2</translation>
    </message>
    <message>
        <source>%1 stuck</source>
        <translation>%1 个卡住</translation>
    </message>
    <message>
        <source>The oldest stuck one is %1 old</source>
        <translation>最久的已卡住 %1</translation>
    </message>
    <message>
        <source>%1 rolled back a minute</source>
        <translation>每分钟回滚 %1</translation>
    </message>
    <message>
        <source>%1 retries a second</source>
        <translation>每秒重试 %1</translation>
    </message>
    <message>
        <source>%1 fails: no usable answer to %2 of its calls</source>
        <translation>%1 失败：%2 的调用没有可用应答</translation>
    </message>
    <message>
        <source>The store takes %1 to commit</source>
        <translation>存储提交耗时 %1</translation>
    </message>
    <message>
        <source>Nothing heard of the coordinator for %1</source>
        <translation>协调器已 %1 没有消息</translation>
    </message>
    <message>
        <source>No transaction was created for %1</source>
        <translation>已 %1 没有新建事务</translation>
    </message>
    <message>
        <source>The coordinator&apos;s clock and ours differ by %1</source>
        <translation>协调器与本机时钟相差 %1</translation>
    </message>
    <message>
        <source>%1 waiting for a person</source>
        <translation>%1 个等待人工处理</translation>
    </message>
    <message>
        <source>%1; most failed calls: %2</source>
        <translation>%1；失败调用最多：%2</translation>
    </message>
    <message>
        <source>%1: not connected</source>
        <translation>%1：未连接</translation>
    </message>
    <message>
        <source>%1: nothing stuck</source>
        <translation>%1：没有卡住</translation>
    </message>
    <message>
        <source>%1: %2 stuck, oldest %3</source>
        <translation>%1：%2 个卡住，最久 %3</translation>
    </message>
</context>
<context>
    <name>txdesk::console::AlertDesk</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>另有 %n 个。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::AlertsPanel</name>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>for</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>Ac&amp;knowledge</source>
        <translation>确认(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Rules…</source>
        <translation>规则(&amp;R)…</translation>
    </message>
    <message>
        <source>for 30 minutes</source>
        <translation>30 分钟</translation>
    </message>
    <message>
        <source>for 2 hours</source>
        <translation>2 小时</translation>
    </message>
    <message>
        <source>until tomorrow, 08:00</source>
        <translation>至明天 08:00</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>(last known; it cannot be told now)</source>
        <translation>（最后已知；目前无法判断）</translation>
    </message>
    <message>
        <source>by %1, until %2</source>
        <translation>%1，至 %2</translation>
    </message>
    <message>
        <source>No alert.</source>
        <translation>没有告警。</translation>
    </message>
    <message>
        <source>%1 firing, %2 pending.</source>
        <translation>触发 %1，待定 %2。</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) watch</source>
        <translation>
            <numerusform>%n 条规则监视中，</numerusform>
        </translation>
    </message>
    <message>
        <source>as of %1.</source>
        <translation>截至 %1。</translation>
    </message>
    <message>
        <source>No alert is selected.</source>
        <translation>没有选中告警。</translation>
    </message>
    <message>
        <source>No list of transactions explains this one.</source>
        <translation>没有事务列表可以解释这一条。</translation>
    </message>
    <message>
        <source>Opens the list: %1</source>
        <translation>打开列表：%1</translation>
    </message>
    <message>
        <source>Show at %1</source>
        <translation>显示 %1 处的</translation>
    </message>
    <message>
        <source>Only what is firing can be acknowledged.</source>
        <translation>只有触发中的才能确认。</translation>
    </message>
    <message>
        <source>(not so any more since %1)</source>
        <translation>（自 %1 起已不再如此）</translation>
    </message>
</context>
<context>
    <name>txdesk::console::DesktopWays</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>txdesk::console::OutputsForm</name>
    <message>
        <source>Quiet hours, each day</source>
        <translation>每日免打扰时段</translation>
    </message>
    <message>
        <source>Critical alerts are told all the same</source>
        <translation>严重告警照常通知</translation>
    </message>
    <message>
        <source>A bubble on the desktop, at most one for each rule in 5 minutes</source>
        <translation>桌面气泡，每条规则 5 分钟内至多一次</translation>
    </message>
    <message>
        <source>The task bar asks for attention</source>
        <translation>任务栏提示</translation>
    </message>
    <message>
        <source>A sound when it is critical or repeated</source>
        <translation>严重或重复时发声</translation>
    </message>
    <message>
        <source>Run a program</source>
        <translation>运行程序</translation>
    </message>
    <message>
        <source>Web-hook: gets a POST with JSON when an alert fires and when it is over</source>
        <translation>Web-hook：告警触发和结束时以 JSON 发送 POST</translation>
    </message>
    <message>
        <source>The program and its arguments, one a line; no shell. Kind, place, rule and text follow as arguments.</source>
        <translation>程序及其参数，每行一个；不经过 shell。类型、位置、规则和文本作为后续参数。</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>免打扰起</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>免打扰止</translation>
    </message>
    <message>
        <source>Address of the web-hook</source>
        <translation>Web-hook 地址</translation>
    </message>
    <message>
        <source>Program and arguments</source>
        <translation>程序和参数</translation>
    </message>
    <message>
        <source>The web-hook&apos;s address must begin with http:// or https://.</source>
        <translation>Web-hook 地址必须以 http:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>No program is named.</source>
        <translation>没有指定程序。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::RuleForm</name>
    <message>
        <source>This rule watches</source>
        <translation>启用此规则</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>For at least</source>
        <translation>至少持续</translation>
    </message>
    <message>
        <source>Only where</source>
        <translation>仅限</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>every </source>
        <translation>每 </translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>words of the list&apos;s filter: part:stock</source>
        <translation>列表过滤词：part:stock</translation>
    </message>
    <message>
        <source>a part of the participant&apos;s name</source>
        <translation>参与方名称的一部分</translation>
    </message>
    <message>
        <source>this measure has no filter</source>
        <translation>此度量没有过滤条件</translation>
    </message>
</context>
<context>
    <name>txdesk::console::RulesDialog</name>
    <message>
        <source>Alert rules: %1</source>
        <translation>告警规则：%1</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>删除(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Try it now</source>
        <translation>立即试用(&amp;T)</translation>
    </message>
    <message>
        <source>Quiet hours and ways out</source>
        <translation>免打扰与通知方式</translation>
    </message>
    <message>
        <source>There is no rule: nothing is watched.</source>
        <translation>没有规则：不监视任何内容。</translation>
    </message>
    <message>
        <source>The filter is not understood: %1</source>
        <translation>无法理解过滤条件：%1</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新规则</translation>
    </message>
    <message>
        <source>not known now</source>
        <translation>目前未知</translation>
    </message>
    <message>
        <source>%1: the condition holds</source>
        <translation>%1：条件成立</translation>
    </message>
    <message>
        <source>%1: the condition does not hold</source>
        <translation>%1：条件不成立</translation>
    </message>
    <message>
        <source>Nothing to measure: no participant was called often enough.</source>
        <translation>无可度量：没有参与方被调用足够多次。</translation>
    </message>
    <message>
        <source>Export rules</source>
        <translation>导出规则</translation>
    </message>
    <message>
        <source>Import rules</source>
        <translation>导入规则</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>已导出。</translation>
    </message>
    <message>
        <source>Imported; nothing holds before OK.</source>
        <translation>已导入；按“确定”后才生效。</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>未完成：%1</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
</TS>
