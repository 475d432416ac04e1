<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>txdesk::console::CertificateDialog</name>
    <message>
        <source>Certificate of the coordinator</source>
        <translation>协调器的证书</translation>
    </message>
    <message>
        <source>The certificate is trusted.</source>
        <translation>该证书受信任。</translation>
    </message>
    <message>
        <source>This is not the certificate that the profile trusts. Nothing was sent.</source>
        <translation>这不是连接配置所信任的证书。未发送任何内容。</translation>
    </message>
    <message>
        <source>The certificate is not trusted. Nothing was sent.</source>
        <translation>该证书不受信任。未发送任何内容。</translation>
    </message>
    <message>
        <source>Trusted so far: %1</source>
        <translation>此前信任：%1</translation>
    </message>
    <message>
        <source>Shown now: %1</source>
        <translation>现在出示：%1</translation>
    </message>
    <message>
        <source>Somebody may be in between, or the certificate was renewed. Compare the new fingerprint with the coordinator&apos;s operator; if it is right, replace the fingerprint in the profile.</source>
        <translation>可能有人居中拦截，也可能证书已更换。请与协调器的运维人员核对新指纹；若无误，请在连接配置中替换指纹。</translation>
    </message>
    <message>
        <source>1. The coordinator&apos;s own</source>
        <translation>1. 协调器自己的证书</translation>
    </message>
    <message>
        <source>%1. Vouches for the one above</source>
        <translation>%1. 为上一张证书作保</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>签发者</translation>
    </message>
    <message>
        <source>%1 (itself)</source>
        <translation>%1（自签）</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>The coordinator showed no certificate.</source>
        <translation>协调器没有出示证书。</translation>
    </message>
    <message>
        <source>Chain of certificates</source>
        <translation>证书链</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>I have &amp;compared the fingerprint with what the coordinator&apos;s operator told me</source>
        <translation>我已将指纹与协调器运维人员告知的核对过(&amp;C)</translation>
    </message>
    <message>
        <source>Fingerprint compared</source>
        <translation>指纹已核对</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>信任此证书</translation>
    </message>
    <message>
        <source>A fingerprint cannot help here: the coordinator needs another certificate, or the profile another CA file.</source>
        <translation>此处指纹无济于事：协调器需要另一张证书，或者连接配置需要另一个 CA 文件。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ConnectDialog</name>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>连接配置</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试连接(&amp;T)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>local</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Result of the test</source>
        <translation>测试结果</translation>
    </message>
    <message>
        <source>Cert&amp;ificate…</source>
        <translation>证书(&amp;I)…</translation>
    </message>
    <message>
        <source>It will be kept in the system&apos;s keyring.</source>
        <translation>令牌将保存在系统密钥环中。</translation>
    </message>
    <message>
        <source>No secret service runs here: it will be kept in a file in %1 that only you can read (mode 0600).</source>
        <translation>此处没有运行密钥服务：令牌将保存在 %1 中只有您能读取的文件里（权限 0600）。</translation>
    </message>
    <message>
        <source>The token could not be kept: %1</source>
        <translation>无法保存令牌：%1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::FirstRunPage</name>
    <message>
        <source>See every distributed transaction, why it is stuck, and what a button would do.</source>
        <translation>查看每个分布式事务、它为何卡住，以及按下按钮会发生什么。</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Starts a coordinator and two banks on this machine; nothing to install</source>
        <translation>在本机启动一个协调器和两家银行，无需安装</translation>
    </message>
    <message>
        <source>Connect to a coordinator</source>
        <translation>连接协调器</translation>
    </message>
    <message>
        <source>Name an address once; it is kept as a profile</source>
        <translation>填写一次地址，保存为连接配置</translation>
    </message>
    <message>
        <source>Open a case file</source>
        <translation>打开案例文件</translation>
    </message>
    <message>
        <source>One transaction that somebody saved, without any server</source>
        <translation>别人保存的一个事务，无需任何服务器</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ProfileCheck</name>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>✖ Reached, but its certificate is not trusted: %1</source>
        <translation>✖ 已连通，但其证书不受信任：%1</translation>
    </message>
    <message>
        <source>✖ No coordinator answers there: %1</source>
        <translation>✖ 该处没有协调器应答：%1</translation>
    </message>
    <message>
        <source>✔ Reached in %1 ms</source>
        <translation>✔ %1 毫秒内连通</translation>
    </message>
    <message>
        <source>✔ You are %1</source>
        <translation>✔ 您的身份：%1</translation>
    </message>
    <message>
        <source>⚠ This coordinator is open to everybody</source>
        <translation>⚠ 此协调器对所有人开放</translation>
    </message>
    <message>
        <source>✖ It is not a coordinator of ours: %1</source>
        <translation>✖ 这不是我们的协调器：%1</translation>
    </message>
    <message>
        <source>✔ %1, version %2</source>
        <translation>✔ %1，版本 %2</translation>
    </message>
    <message>
        <source>○ Without TLS: what is sent can be read on the way</source>
        <translation>○ 未使用 TLS：发送的内容途中可被读取</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2, the certificate is valid for %n more days</source>
        <translation>
            <numerusform>%1 %2，证书还有 %n 天有效</numerusform>
        </translation>
    </message>
    <message>
        <source>✖ No address for %1: %2</source>
        <translation>✖ 找不到 %1 的地址：%2</translation>
    </message>
    <message>
        <source>✔ %1 is %2</source>
        <translation>✔ %1 是 %2</translation>
    </message>
    <message>
        <source>✔ Port %1 is open, after %2 ms</source>
        <translation>✔ 端口 %1 已连通，用时 %2 ms</translation>
    </message>
    <message>
        <source>port %1: %2</source>
        <translation>端口 %1：%2</translation>
    </message>
    <message>
        <source>⚠ Its clock differs from ours by about %1 s</source>
        <translation>⚠ 它的时钟与本机相差约 %1 秒</translation>
    </message>
    <message>
        <source>✔ Its clock agrees with ours</source>
        <translation>✔ 它的时钟与本机一致</translation>
    </message>
    <message>
        <source>✔ It pushes changes, keeps attempts, audit and jobs</source>
        <translation>✔ 它会推送变化，并保留尝试记录、审计和作业</translation>
    </message>
    <message numerus="yes">
        <source>○ It pushes nothing and keeps no attempts and no audit: it is asked every %n seconds</source>
        <translation>
            <numerusform>○ 它不推送变化，也不保存尝试记录和审计：每 %n 秒询问一次</numerusform>
        </translation>
    </message>
    <message>
        <source>✔ Stock DTM, version %1</source>
        <translation>✔ 原版 DTM，版本 %1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ProfileExtras</name>
    <message>
        <source>A client certificate goes with its key: two PEM files.</source>
        <translation>客户端证书要和它的私钥一起：两个 PEM 文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>A proxy looks like http://proxy:3128 or socks5://proxy:1080, without a password.</source>
        <translation>代理形如 http://proxy:3128 或 socks5://proxy:1080，不带密码。</translation>
    </message>
    <message>
        <source>A time zone looks like Asia/Shanghai.</source>
        <translation>时区形如 Asia/Shanghai。</translation>
    </message>
    <message>
        <source>Client &amp;certificate</source>
        <translation>客户端证书(&amp;C)</translation>
    </message>
    <message>
        <source>Its &amp;key</source>
        <translation>它的私钥(&amp;K)</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>代理(&amp;X)</translation>
    </message>
    <message>
        <source>Time &amp;zone of the server</source>
        <translation>服务器时区(&amp;Z)</translation>
    </message>
    <message>
        <source>Seconds between questions, &amp;where nothing is pushed</source>
        <translation>没有推送时的查询间隔秒数(&amp;W)</translation>
    </message>
    <message>
        <source>none; a PEM file</source>
        <translation>没有；PEM 文件</translation>
    </message>
    <message>
        <source>none; a PEM file that only you can read</source>
        <translation>没有；只有你能读的 PEM 文件</translation>
    </message>
    <message>
        <source>as the system has it</source>
        <translation>按系统设置</translation>
    </message>
    <message>
        <source>Secrets may be &amp;revealed for a minute, on record</source>
        <translation>敏感内容可以显示一分钟，并留痕(&amp;R)</translation>
    </message>
    <message>
        <source>An address of traces looks like http://jaeger:16686/trace/{trace_id}.</source>
        <translation>链路地址形如 http://jaeger:16686/trace/{trace_id}。</translation>
    </message>
    <message>
        <source>T&amp;races</source>
        <translation>链路追踪(&amp;R)</translation>
    </message>
    <message>
        <source>Acts per &amp;second, at most</source>
        <translation>每秒最多操作数(&amp;S)</translation>
    </message>
    <message>
        <source>nowhere; else an address with {trace_id}</source>
        <translation>无；否则为含 {trace_id} 的地址</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ProfileForm</name>
    <message>
        <source>An address looks like https://tx.example:36789, without a path or password.</source>
        <translation>地址形如 https://tx.example:36789，不带路径和密码。</translation>
    </message>
    <message>
        <source>The profile needs a name.</source>
        <translation>连接配置需要名称。</translation>
    </message>
    <message>
        <source>A fingerprint is SHA-256: 64 hex digits.</source>
        <translation>指纹为 SHA-256：64 位十六进制数字。</translation>
    </message>
    <message>
        <source>A token has letters, digits and -._~+/= only.</source>
        <translation>令牌只含字母、数字和 -._~+/=。</translation>
    </message>
    <message>
        <source>A token goes to another machine over https only: without it everybody on the way could read it.</source>
        <translation>令牌只能经 https 发往其他机器：否则途中任何人都能读取。</translation>
    </message>
    <message>
        <source>with https only</source>
        <translation>仅限 https</translation>
    </message>
    <message>
        <source>those the system trusts</source>
        <translation>系统所信任的</translation>
    </message>
    <message>
        <source>any that an authority vouches for</source>
        <translation>任何有机构担保的</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>kept in the system&apos;s keyring</source>
        <translation>保存在系统密钥环中</translation>
    </message>
    <message>
        <source>kept in a file that only you can read</source>
        <translation>保存在只有您能读取的文件中</translation>
    </message>
    <message>
        <source>Certificates of authorities</source>
        <translation>机构证书</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt);;All files (*)</source>
        <translation>PEM 文件 (*.pem *.crt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>地址(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>环境(&amp;E)</translation>
    </message>
    <message>
        <source>T&amp;oken</source>
        <translation>令牌(&amp;O)</translation>
    </message>
    <message>
        <source>CA &amp;file</source>
        <translation>CA 文件(&amp;F)</translation>
    </message>
    <message>
        <source>F&amp;ingerprint</source>
        <translation>指纹(&amp;G)</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Forget the token</source>
        <translation>移除令牌</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a CA file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>&amp;Read-only: look, change nothing</source>
        <translation>只读：只查看，不更改(&amp;R)</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>What a stock DTM keeps its data in: some of its calls work on SQL only</source>
        <translation>原版 DTM 的数据存储:它的某些调用只在 SQL 上有效</translation>
    </message>
    <message>
        <source>Of a stock DTM only</source>
        <translation>仅用于原版 DTM</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>TxDesk</source>
        <translation>TxDesk</translation>
    </message>
    <message>
        <source>Stock DTM</source>
        <translation>原版 DTM</translation>
    </message>
    <message>
        <source>Store: find out</source>
        <translation>存储:自动识别</translation>
    </message>
    <message>
        <source>Store: SQL</source>
        <translation>存储:SQL</translation>
    </message>
    <message>
        <source>Store: Redis</source>
        <translation>存储:Redis</translation>
    </message>
    <message>
        <source>Store: boltdb</source>
        <translation>存储:boltdb</translation>
    </message>
    <message>
        <source>Store of a stock DTM</source>
        <translation>原版 DTM 的存储</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Pages of the profile</source>
        <translation>配置的页面</translation>
    </message>
</context>
</TS>
