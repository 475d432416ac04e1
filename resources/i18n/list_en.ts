<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>txdesk::console::ListPane</name>
    <message numerus="yes">
        <source>Frozen, %n changes waiting</source>
        <translation>
            <numerusform>Frozen, %n change waiting</numerusform>
            <numerusform>Frozen, %n changes waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▲ %n newer</source>
        <translation>
            <numerusform>▲ %n newer</numerusform>
            <numerusform>▲ %n newer</numerusform>
        </translation>
    </message>
</context>
</TS>
