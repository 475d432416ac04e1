<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>%1 calls: %2 ok, %3 refused, %4 ongoing, %5 no answer</source>
        <translation>%1 次调用：%2 成功，%3 拒绝，%4 处理中，%5 无应答</translation>
    </message>
</context>
<context>
    <name>txdesk::console::OverviewPage</name>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>卡住</translation>
    </message>
    <message>
        <source>oldest unfinished</source>
        <translation>最久未完成</translation>
    </message>
    <message>
        <source>calls in flight</source>
        <translation>进行中的调用</translation>
    </message>
    <message>
        <source>Unfinished by status</source>
        <translation>未完成事务按状态</translation>
    </message>
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
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>store commit, p99</source>
        <translation>存储提交 p99</translation>
    </message>
    <message>
        <source>Per second, up to 5 minutes back</source>
        <translation>每秒数量，最近至多 5 分钟</translation>
    </message>
    <message>
        <source>wait for a person</source>
        <translation>待人工处理</translation>
    </message>
    <message>
        <source>%1 gives no numbers about itself.</source>
        <translation>%1 不提供自身指标。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
</context>
</TS>
