<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>txdesk::console::GroupsPanel</name>
    <message numerus="yes">
        <source>%1 more in %n smaller group(s), not shown</source>
        <translation>
            <numerusform>%1 more in %n smaller group, not shown</numerusform>
            <numerusform>%1 more in %n smaller groups, not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::ListPane</name>
    <message numerus="yes">
        <source>%n rows changed while nobody was connected</source>
        <translation>
            <numerusform>%n row changed while nobody was connected</numerusform>
            <numerusform>%n rows changed while nobody was connected</numerusform>
        </translation>
    </message>
</context>
</TS>
