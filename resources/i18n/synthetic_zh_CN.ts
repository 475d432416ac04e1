<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>SyntheticLink</name>
    <message>
        <source>These transactions are made up: nothing can be done to them.</source>
        <translation>这些事务是虚构的：无法对它们执行任何操作。</translation>
    </message>
    <message>
        <source>made-up transactions</source>
        <translation>虚构的事务</translation>
    </message>
</context>
</TS>
