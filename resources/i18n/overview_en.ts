<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>TopologyView</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::FleetModel</name>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::TopologyPage</name>
    <message numerus="yes">
        <source>There are %n nodes: places of one host are drawn as one.</source>
        <translation>
            <numerusform>There is %n node: places of one host are drawn as one.</numerusform>
            <numerusform>There are %n nodes: places of one host are drawn as one.</numerusform>
        </translation>
    </message>
</context>
</TS>
