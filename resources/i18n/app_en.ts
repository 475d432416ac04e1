<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>PaletteDesk</name>
    <message numerus="yes">
        <source>%n calls without an answer</source>
        <translation>
            <numerusform>%n call without an answer</numerusform>
            <numerusform>%n calls without an answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::MainWindow</name>
    <message numerus="yes">
        <source>%n coordinators have a job that this console carries out itself. Closing the window ends it: what is done stays done, the rest is left alone.</source>
        <translation>
            <numerusform>%n coordinator has a job that this console carries out itself. Closing the window ends it: what is done stays done, the rest is left alone.</numerusform>
            <numerusform>%n coordinators have a job that this console carries out itself. Closing the window ends it: what is done stays done, the rest is left alone.</numerusform>
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
