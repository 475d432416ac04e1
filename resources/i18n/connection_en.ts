<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>txdesk::console::ProfileCheck</name>
    <message numerus="yes">
        <source>%1 %2, the certificate is valid for %n more days</source>
        <translation>
            <numerusform>%1 %2, the certificate is valid for %n more day</numerusform>
            <numerusform>%1 %2, the certificate is valid for %n more days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>○ It pushes nothing and keeps no attempts and no audit: it is asked every %n seconds</source>
        <translation>
            <numerusform>○ It pushes nothing and keeps no attempts and no audit: it is asked every second</numerusform>
            <numerusform>○ It pushes nothing and keeps no attempts and no audit: it is asked every %n seconds</numerusform>
        </translation>
    </message>
</context>
</TS>
