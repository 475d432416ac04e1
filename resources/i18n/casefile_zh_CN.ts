<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>txdesk::console::CaseFileLink</name>
    <message>
        <source>This case file cannot be read: %1.</source>
        <translation>无法读取此案例文件:%1。</translation>
    </message>
    <message>
        <source>This is a case file, saved at %1 from %2: nothing in it is live, and nothing can be done to it.</source>
        <translation>这是一个案例文件，于 %1 从 %2 保存:其中没有实时内容，也不能对它执行任何操作。</translation>
    </message>
    <message>
        <source>The case file holds another transaction.</source>
        <translation>案例文件中是另一个事务。</translation>
    </message>
</context>
</TS>
