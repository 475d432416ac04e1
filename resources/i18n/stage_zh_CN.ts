<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Stage</name>
    <message>
        <source>Start the coordinator</source>
        <translation>启动协调器</translation>
    </message>
    <message>
        <source>Kill the coordinator</source>
        <translation>杀死协调器</translation>
    </message>
    <message>
        <source>participant</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>启动 %1</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>杀死 %1</translation>
    </message>
    <message>
        <source>Nobody is on the stage yet: play a story.</source>
        <translation>舞台上还没有参与者：请先播放一个故事。</translation>
    </message>
    <message>
        <source>What goes wrong</source>
        <translation>故障开关</translation>
    </message>
    <message>
        <source>At</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>Participant with the faults</source>
        <translation>发生故障的参与者</translation>
    </message>
    <message>
        <source>Answers %1 ms later</source>
        <translation>延迟 %1 毫秒应答</translation>
    </message>
    <message>
        <source>Fails %1 %</source>
        <translation>失败率 %1 %</translation>
    </message>
    <message>
        <source>Loses %1 % of answers</source>
        <translation>丢失应答 %1 %</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>silent: no answers</source>
        <translation>静默：不应答</translation>
    </message>
    <message>
        <source>down: connections refused</source>
        <translation>中断：拒绝连接</translation>
    </message>
    <message>
        <source>Conservation meter</source>
        <translation>守恒表</translation>
    </message>
    <message>
        <source>play a story to see the money move</source>
        <translation>播放一个故事，观察资金流动</translation>
    </message>
    <message>
        <source>conserved: no money was created or lost</source>
        <translation>守恒：没有凭空产生或丢失资金</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>舞台</translation>
    </message>
    <message>
        <source>The story was stopped.</source>
        <translation>故事已停止。</translation>
    </message>
    <message>
        <source>Not as it must be: %1</source>
        <translation>与预期不符：%1</translation>
    </message>
    <message>
        <source>The story is over. No money was created or lost.</source>
        <translation>故事结束。没有凭空产生或丢失资金。</translation>
    </message>
    <message>
        <source>The story is over. Without the barrier the money is wrong: %1</source>
        <translation>故事结束。没有屏障，资金出错：%1</translation>
    </message>
    <message>
        <source>No story is being played.</source>
        <translation>当前没有播放故事。</translation>
    </message>
    <message>
        <source>Pause a story to go step by step.</source>
        <translation>暂停故事后可逐步执行。</translation>
    </message>
    <message>
        <source>Without the barrier (3, 4, 5: watch the meter)</source>
        <translation>关闭屏障（故事 3、4、5：观察守恒表）</translation>
    </message>
    <message>
        <source>Waiting times are divided by this</source>
        <translation>等待时间按此倍数缩短</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Narrator</source>
        <translation>解说</translation>
    </message>
    <message>
        <source>Press a story. What happens is told here.</source>
        <translation>点击一个故事，这里会讲述发生的事情。</translation>
    </message>
    <message>
        <source>Otherwise each has a file of SQLite</source>
        <translation>否则各用一个 SQLite 文件</translation>
    </message>
    <message>
        <source>MariaDB&apos;s server is not installed here.</source>
        <translation>此处未安装 MariaDB 服务器。</translation>
    </message>
    <message>
        <source>Services on MariaDB (15–17, S1–S13, C1–C4)</source>
        <translation>服务使用 MariaDB（15–17，S1–S13，C1–C4）</translation>
    </message>
    <message>
        <source>no money moves in this story</source>
        <translation>这个故事里没有资金流动</translation>
    </message>
    <message>
        <source>The story is over. Everything is as it must be.</source>
        <translation>故事结束。一切都符合预期。</translation>
    </message>
    <message>
        <source>made up: storm</source>
        <translation>虚构：风暴</translation>
    </message>
    <message>
        <source>made up: one night</source>
        <translation>虚构：一夜</translation>
    </message>
    <message>
        <source>made up: ten million</source>
        <translation>虚构：一千万</translation>
    </message>
    <message>
        <source>Do it for me</source>
        <translation>替我做</translation>
    </message>
    <message>
        <source>Start the four-minute tour</source>
        <translation>开始四分钟导览</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>结束导览</translation>
    </message>
    <message>
        <source>Go on to story %1</source>
        <translation>继续：故事 %1</translation>
    </message>
    <message>
        <source>This story is still being played.</source>
        <translation>这个故事还在播放。</translation>
    </message>
    <message>
        <source>To the stage</source>
        <translation>到舞台</translation>
    </message>
    <message>
        <source>Stop the story</source>
        <translation>停止故事</translation>
    </message>
    <message>
        <source>Story %1: %2</source>
        <translation>故事 %1：%2</translation>
    </message>
    <message>
        <source>The tour: stories 1, 2, 10, 9 and 16</source>
        <translation>导览：故事 1、2、10、9 和 16</translation>
    </message>
    <message>
        <source>Four minutes, with the keyboard alone if you like. Or pick a story: arrows and Space, or Ctrl+K and its name.</source>
        <translation>四分钟，可以只用键盘。也可以自选故事：方向键和空格，或 Ctrl+K 加它的名字。</translation>
    </message>
    <message>
        <source>Tour, %1 of %2 · %3: %4</source>
        <translation>导览 %1/%2 · %3：%4</translation>
    </message>
    <message>
        <source>What a person does in the story is left to you; the tour does it so</source>
        <translation>故事中由人做的事留给您做；导览就是这样</translation>
    </message>
    <message>
        <source>Leave the tour</source>
        <translation>离开导览</translation>
    </message>
    <message>
        <source>I press the buttons myself (9, 10, 16)</source>
        <translation>按钮由我来按（9、10、16）</translation>
    </message>
    <message>
        <source>not known now: %1 does not answer; this was the last reading</source>
        <translation>现在未知：%1 没有应答；这是最后一次读数</translation>
    </message>
</context>
</TS>
