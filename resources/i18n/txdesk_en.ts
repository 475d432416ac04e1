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
    <name>VerdictText</name>
    <message numerus="yes">
        <source>%1, %2: tried %n times, last: %3.</source>
        <translation>
            <numerusform>%1, %2: tried once, last: %3.</numerusform>
            <numerusform>%1, %2: tried %n times, last: %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::AuditView</name>
    <message numerus="yes">
        <source>%n records, all of them</source>
        <translation>
            <numerusform>%n record, all of them</numerusform>
            <numerusform>%n records, all of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records, there are more</source>
        <translation>
            <numerusform>%n record, there are more</numerusform>
            <numerusform>%n records, there are more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records are in %1.</source>
        <translation>
            <numerusform>%n record is in %1.</numerusform>
            <numerusform>%n records are in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::BranchTableModel</name>
    <message numerus="yes">
        <source>◔ ongoing, asked %n times</source>
        <translation>
            <numerusform>◔ ongoing, asked once</numerusform>
            <numerusform>◔ ongoing, asked %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⟳ %n tries, last: %1</source>
        <translation>
            <numerusform>⟳ %n try, last: %1</numerusform>
            <numerusform>⟳ %n tries, last: %1</numerusform>
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
        <source>at least %n characters, kept in the journal</source>
        <translation>
            <numerusform>at least %n character, kept in the journal</numerusform>
            <numerusform>at least %n characters, kept in the journal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is missing.</source>
        <translation>
            <numerusform>A reason is missing.</numerusform>
            <numerusform>A reason of at least %n characters is missing.</numerusform>
        </translation>
    </message>
</context>
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
<context>
    <name>txdesk::console::NewTokenDialog</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::ProfileTest</name>
    <message numerus="yes">
        <source>%1 %2, the certificate is valid for %n more days</source>
        <translation>
            <numerusform>%1 %2, the certificate is valid for %n more day</numerusform>
            <numerusform>%1 %2, the certificate is valid for %n more days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::StatusLine</name>
    <message numerus="yes">
        <source>%n rows loaded</source>
        <translation>
            <numerusform>%n row loaded</numerusform>
            <numerusform>%n rows loaded</numerusform>
        </translation>
    </message>
</context>
</TS>
