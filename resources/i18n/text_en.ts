<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Redaction</name>
    <message numerus="yes">
        <source>••••(%n chars)</source>
        <translation>
            <numerusform>••••(%n char)</numerusform>
            <numerusform>••••(%n chars)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n journal entries with a word that this console does not know: %1</source>
        <translation>
            <numerusform>%n journal entry with a word that this console does not know: %1</numerusform>
            <numerusform>%n journal entries with a word that this console does not know: %1</numerusform>
        </translation>
    </message>
</context>
</TS>
