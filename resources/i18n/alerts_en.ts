<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>txdesk::console::AlertDesk</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::AlertsPanel</name>
    <message numerus="yes">
        <source>%n rule(s) watch</source>
        <translation>
            <numerusform>%n rule watches</numerusform>
            <numerusform>%n rules watch</numerusform>
        </translation>
    </message>
</context>
</TS>
