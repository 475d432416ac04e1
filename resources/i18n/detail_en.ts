<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>txdesk::console::DetailHeader</name>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::UndoTab</name>
    <message numerus="yes">
        <source>It holds %n locks: %1</source>
        <translation>
            <numerusform>It holds %n lock: %1</numerusform>
            <numerusform>It holds %n locks: %1</numerusform>
        </translation>
    </message>
</context>
</TS>
