<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>VerdictText</name>
    <message numerus="yes">
        <source>%1, %2: tried %n times, last: %3.</source>
        <translation>
            <numerusform>%1, %2: tried once, last: %3.</numerusform>
            <numerusform>%1, %2: tried %n times, last: %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 after %n deliveries, last answer: %2</source>
        <translation>
            <numerusform>%1 after %n delivery, last answer: %2</numerusform>
            <numerusform>%1 after %n deliveries, last answer: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more receivers</source>
        <translation>
            <numerusform>and %n more receiver</numerusform>
            <numerusform>and %n more receivers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The sender was asked %n times whether its local transaction committed, and never said.</source>
        <translation>
            <numerusform>The sender was asked once (%n) whether its local transaction committed, and never said.</numerusform>
            <numerusform>The sender was asked %n times whether its local transaction committed, and never said.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And for %n more rows.</source>
        <translation>
            <numerusform>And for %n more row.</numerusform>
            <numerusform>And for %n more rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not delivered to %1 yet: %n deliveries failed, last: %2.</source>
        <translation>
            <numerusform>Not delivered to %1 yet: %n delivery failed, last: %2.</numerusform>
            <numerusform>Not delivered to %1 yet: %n deliveries failed, last: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Given up: %n deliveries failed, last: %1.</source>
        <translation>
            <numerusform>Given up: %n delivery failed, last: %1.</numerusform>
            <numerusform>Given up: %n deliveries failed, last: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2: tried ≈ %n times, last: %3.</source>
        <translation>
            <numerusform>%1, %2: tried ≈ %n time, last: %3.</numerusform>
            <numerusform>%1, %2: tried ≈ %n times, last: %3.</numerusform>
        </translation>
    </message>
</context>
</TS>
