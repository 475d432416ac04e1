<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>txdesk::console::BulkResetDialog</name>
    <message numerus="yes">
        <source>at least %n characters</source>
        <translation>
            <numerusform>at least %n character</numerusform>
            <numerusform>at least %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A reason of at least %n characters is missing.</source>
        <translation>
            <numerusform>A reason of at least %n character is missing.</numerusform>
            <numerusform>A reason of at least %n characters is missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✔ %n transactions were made due; DTM takes them one after the other.</source>
        <translation>
            <numerusform>✔ %n transaction was made due; DTM takes them one after the other.</numerusform>
            <numerusform>✔ %n transactions were made due; DTM takes them one after the other.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::HookDialog</name>
    <message numerus="yes">
        <source>✔ Listening on port %1. %n reports taken.</source>
        <translation>
            <numerusform>✔ Listening on port %1. %n report taken.</numerusform>
            <numerusform>✔ Listening on port %1. %n reports taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests refused: wrong path, too many, or no report.</source>
        <translation>
            <numerusform>%n request refused: wrong path, too many, or no report.</numerusform>
            <numerusform>%n requests refused: wrong path, too many, or no report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports passed on.</source>
        <translation>
            <numerusform>%n report passed on.</numerusform>
            <numerusform>%n reports passed on.</numerusform>
        </translation>
    </message>
</context>
</TS>
