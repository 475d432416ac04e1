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
    <name>LadderWords</name>
    <message numerus="yes">
        <source>⚑ given up after %n deliveries</source>
        <translation>
            <numerusform>⚑ given up after %n delivery</numerusform>
            <numerusform>⚑ given up after %n deliveries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoWords</name>
    <message numerus="yes">
        <source>%n bytes: %1</source>
        <translation>
            <numerusform>%n byte: %1</numerusform>
            <numerusform>%n bytes: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more values</source>
        <translation>
            <numerusform>and %n more value</numerusform>
            <numerusform>and %n more values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows; nobody else has changed what this branch changed.</source>
        <translation>
            <numerusform>%n row; nobody else has changed what this branch changed.</numerusform>
            <numerusform>%n rows; nobody else has changed what this branch changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows were changed by somebody else after this branch.</source>
        <translation>
            <numerusform>%n row was changed by somebody else after this branch.</numerusform>
            <numerusform>%n rows were changed by somebody else after this branch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows in all.</source>
        <translation>
            <numerusform>%n row in all.</numerusform>
            <numerusform>%n rows in all.</numerusform>
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
</context>
<context>
    <name>WaitWords</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
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
<context>
    <name>txdesk::console::UndoTab</name>
    <message numerus="yes">
        <source>It holds %n locks: %1</source>
        <translation>
            <numerusform>It holds %n lock: %1</numerusform>
            <numerusform>It holds %n locks: %1</numerusform>
        </translation>
    </message>
</context>
</TS>
