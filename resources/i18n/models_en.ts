<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>ProtobufWords</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more characters</source>
        <translation>
            <numerusform>and %n more character</numerusform>
            <numerusform>and %n more characters</numerusform>
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
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>◔ ongoing, asked ≈ %n times</source>
        <translation>
            <numerusform>◔ ongoing, asked ≈ once</numerusform>
            <numerusform>◔ ongoing, asked ≈ %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⟳ ≈ %n tries, last: %1</source>
        <translation>
            <numerusform>⟳ ≈ %n try, last: %1</numerusform>
            <numerusform>⟳ ≈ %n tries, last: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::TransactionListModel</name>
    <message numerus="yes">
        <source>%n failures in a row</source>
        <translation>
            <numerusform>%n failure in a row</numerusform>
            <numerusform>%n failures in a row</numerusform>
        </translation>
    </message>
</context>
</TS>
