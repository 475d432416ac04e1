<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>JobWords</name>
    <message numerus="yes">
        <source>%n transactions picked by hand, as of %1</source>
        <translation>
            <numerusform>%n transaction picked by hand, as of %1</numerusform>
            <numerusform>%n transactions picked by hand, as of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::BulkDialog</name>
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
            <numerusform>A reason of at least %n character is missing.</numerusform>
            <numerusform>A reason of at least %n characters is missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::BulkOffer</name>
    <message numerus="yes">
        <source>%1: %n picked rows…</source>
        <translation>
            <numerusform>%1: %n picked row…</numerusform>
            <numerusform>%1: %n picked rows…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::JobsPanel</name>
    <message numerus="yes">
        <source>Retry the %n failed…</source>
        <translation>
            <numerusform>Retry the %n failed…</numerusform>
            <numerusform>Retry the %n failed…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transactions are in %1.</source>
        <translation>
            <numerusform>%n transaction is in %1.</numerusform>
            <numerusform>%n transactions are in %1.</numerusform>
        </translation>
    </message>
</context>
</TS>
