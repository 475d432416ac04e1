<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>txdesk::console::StatusMixBar</name>
    <message>
        <source>Unfinished transactions: %1</source>
        <translation>未完成事务：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ThroughputChart</name>
    <message>
        <source>now %1 succeeded, %2 rolled back and %3 calls a second</source>
        <translation>当前每秒 %1 个成功、%2 个回滚、%3 次调用</translation>
    </message>
    <message>
        <source>succeeded / s</source>
        <translation>成功 / 秒</translation>
    </message>
    <message>
        <source>rolled back / s</source>
        <translation>回滚 / 秒</translation>
    </message>
    <message>
        <source>calls / s</source>
        <translation>调用 / 秒</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
</context>
</TS>
