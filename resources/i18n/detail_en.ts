<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Differences</name>
    <message numerus="yes">
        <source>▶ %n places differ</source>
        <translation>
            <numerusform>▶ %n place differs</numerusform>
            <numerusform>▶ %n places differ</numerusform>
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
    <name>txdesk::console::DiffView</name>
    <message numerus="yes">
        <source>%n differences (F7: next, Shift+F7: previous)</source>
        <translation>
            <numerusform>%n difference (F7: next, Shift+F7: previous)</numerusform>
            <numerusform>%n differences (F7: next, Shift+F7: previous)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::FoldingEdit</name>
    <message numerus="yes">
        <source>… %n lines …</source>
        <translation>
            <numerusform>… %n line …</numerusform>
            <numerusform>… %n lines …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::GanttView</name>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n rows</source>
        <translation>
            <numerusform>in %n row</numerusform>
            <numerusform>in %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n idle stretches folded</source>
        <translation>
            <numerusform>%n idle stretch folded</numerusform>
            <numerusform>%n idle stretches folded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::ResubmitDialog</name>
    <message numerus="yes">
        <source>Say why, in at least %n characters.</source>
        <translation>
            <numerusform>Say why, in at least %n character.</numerusform>
            <numerusform>Say why, in at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bodies differ from the original.</source>
        <translation>
            <numerusform>%n body differs from the original.</numerusform>
            <numerusform>%n bodies differ from the original.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::RevealBar</name>
    <message numerus="yes">
        <source>Secrets are shown for %n more seconds; nothing can be copied meanwhile.</source>
        <translation>
            <numerusform>Secrets are shown for %n more second; nothing can be copied meanwhile.</numerusform>
            <numerusform>Secrets are shown for %n more seconds; nothing can be copied meanwhile.</numerusform>
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
