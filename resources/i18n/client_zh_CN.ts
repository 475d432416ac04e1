<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Client</name>
    <message>
        <source>This server does not offer it.</source>
        <translation>该服务器不提供此功能。</translation>
    </message>
    <message>
        <source>The coordinator did not answer in time</source>
        <translation>协调器没有及时应答</translation>
    </message>
    <message>
        <source>The coordinator closed the stream</source>
        <translation>协调器关闭了数据流</translation>
    </message>
    <message>
        <source>The answer is not what a coordinator says (%1): %2</source>
        <translation>该应答不像协调器的应答（%1）：%2</translation>
    </message>
    <message>
        <source>The certificate is not the pinned one</source>
        <translation>证书与固定的证书不符</translation>
    </message>
    <message>
        <source>The keyring refused: %1.</source>
        <translation>密钥环拒绝了请求：%1。</translation>
    </message>
    <message>
        <source>The keyring cannot be used: %1.</source>
        <translation>密钥环无法使用：%1。</translation>
    </message>
    <message>
        <source>The token file %1 cannot be read: %2.</source>
        <translation>令牌文件 %1 无法读取：%2。</translation>
    </message>
    <message>
        <source>The token file %1 can be read by other users. Run: chmod 600 %1</source>
        <translation>令牌文件 %1 可被其他用户读取。请执行：chmod 600 %1</translation>
    </message>
    <message>
        <source>The token file %1 does not hold a token.</source>
        <translation>令牌文件 %1 中没有令牌。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written: %2.</source>
        <translation>文件 %1 无法写入：%2。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>文件 %1 无法读取：%2。</translation>
    </message>
    <message>
        <source>The file %1 holds no certificate in PEM form.</source>
        <translation>文件 %1 中没有 PEM 格式的证书。</translation>
    </message>
</context>
</TS>
