<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActWords</name>
    <message numerus="yes">
        <source>called again, %n calls in all</source>
        <translation>
            <numerusform>called again, %n call in all</numerusform>
            <numerusform>called again, %n calls in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::ActionDesk</name>
    <message numerus="yes">
        <source>not sent: this profile allows %n acts a second</source>
        <translation>
            <numerusform>not sent: this profile allows %n act a second</numerusform>
            <numerusform>not sent: this profile allows %n acts a second</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::ConfirmDialog</name>
    <message numerus="yes">
        <source>and %n more calls</source>
        <translation>
            <numerusform>and %n more call</numerusform>
            <numerusform>and %n more calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is missing.</source>
        <translation>
            <numerusform>A reason is missing.</numerusform>
            <numerusform>A reason of at least %n characters is missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more calls</source>
        <translation>
            <numerusform>%n more call</numerusform>
            <numerusform>%n more calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n characters, kept in the audit</source>
        <translation>
            <numerusform>at least %n character, kept in the audit</numerusform>
            <numerusform>at least %n characters, kept in the audit</numerusform>
        </translation>
    </message>
</context>
</TS>
