<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>txdesk::console::LocksView</name>
    <message numerus="yes">
        <source>%n locked rows, all of them</source>
        <translation>
            <numerusform>%n locked row, all of them</numerusform>
            <numerusform>%n locked rows, all of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locked rows, there are more</source>
        <translation>
            <numerusform>%n locked row, there are more</numerusform>
            <numerusform>%n locked rows, there are more</numerusform>
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
    <name>txdesk::console::ParkedView</name>
    <message numerus="yes">
        <source>%n transactions, all of them</source>
        <translation>
            <numerusform>%n transaction, all of them</numerusform>
            <numerusform>%n transactions, all of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions, there are more</source>
        <translation>
            <numerusform>%n transaction, there are more</numerusform>
            <numerusform>%n transactions, there are more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::TopicDialog</name>
    <message numerus="yes">
        <source>at least %n characters, kept in the audit</source>
        <translation>
            <numerusform>at least %n character, kept in the audit</numerusform>
            <numerusform>at least %n characters, kept in the audit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is needed.</source>
        <translation>
            <numerusform>A reason of at least %n character is needed.</numerusform>
            <numerusform>A reason of at least %n characters is needed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::TopicsPage</name>
    <message numerus="yes">
        <source>%n subscribers</source>
        <translation>
            <numerusform>%n subscriber</numerusform>
            <numerusform>%n subscribers</numerusform>
        </translation>
    </message>
</context>
</TS>
