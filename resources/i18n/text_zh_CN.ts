<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Duration</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>%1后</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
</context>
<context>
    <name>Provenance</name>
    <message>
        <source>the branch&apos;s row has ended: it was called and answered then</source>
        <translation>分支记录已结束:它在那时被调用并得到应答</translation>
    </message>
    <message>
        <source>it turns back while the branch&apos;s action is still open: the action may have run</source>
        <translation>事务正在回滚而该分支的正向操作仍未结束:正向操作可能已执行</translation>
    </message>
    <message>
        <source>the retry interval has doubled with each failure: so many calls failed, at about these times</source>
        <translation>重试间隔每失败一次翻倍:大约在这些时刻有这么多次调用失败</translation>
    </message>
    <message>
        <source>a reason for turning back is stored: it was decided before the first undo</source>
        <translation>存有回滚原因:在第一次撤销之前作出了决定</translation>
    </message>
    <message>
        <source>it is stored: it was handed in when it was created</source>
        <translation>它已存储:创建时即已提交</translation>
    </message>
    <message>
        <source>its time of ending is stored</source>
        <translation>存有其结束时间</translation>
    </message>
    <message>
        <source>it failed although what ran was not undone: somebody has force-stopped it</source>
        <translation>它已失败但已执行的部分未被撤销:有人强制停止了它</translation>
    </message>
    <message>
        <source>the time of its next try is stored</source>
        <translation>存有下次重试的时间</translation>
    </message>
    <message>
        <source>DTM told this failure to the console&apos;s web hook</source>
        <translation>DTM 把这次失败告知了控制台的 Webhook</translation>
    </message>
</context>
<context>
    <name>Redaction</name>
    <message numerus="yes">
        <source>••••(%n chars)</source>
        <translation>
            <numerusform>••••(%n 个字符)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sequence</name>
    <message>
        <source>timeout after %1 s</source>
        <translation>%1 秒后超时</translation>
    </message>
    <message>
        <source>more than %1 retries</source>
        <translation>超过 %1 次重试</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>saga</source>
        <translation>saga</translation>
    </message>
    <message>
        <source>message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>prepared</source>
        <translation>已准备</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>rolling back</source>
        <translation>回滚中</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>已成功</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>action</source>
        <translation>正向操作</translation>
    </message>
    <message>
        <source>compensate</source>
        <translation>补偿</translation>
    </message>
    <message>
        <source>query</source>
        <translation>回查</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>ongoing</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>outcome unknown</source>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>status change</source>
        <translation>状态变更</translation>
    </message>
    <message>
        <source>next try</source>
        <translation>下次重试</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>recovery</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>barrier: executed</source>
        <translation>屏障：已执行</translation>
    </message>
    <message>
        <source>duplicate request filtered: it had run before</source>
        <translation>重复请求已过滤：此前已执行</translation>
    </message>
    <message>
        <source>empty compensation: the action never ran, so nothing was undone</source>
        <translation>空补偿：正向操作从未执行，因此没有撤销任何内容</translation>
    </message>
    <message>
        <source>late action refused: its compensation already ran</source>
        <translation>悬挂的正向操作被拒绝：其补偿已执行</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无身份</translation>
    </message>
    <message>
        <source>client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>viewer</source>
        <translation>查看者</translation>
    </message>
    <message>
        <source>admin</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Force-stop</source>
        <translation>强制停止</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>force-stopped</source>
        <translation>已强制停止</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>retrying</source>
        <translation>重试中</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>trying</source>
        <translation>尝试中</translation>
    </message>
    <message>
        <source>confirming again</source>
        <translation>重试确认</translation>
    </message>
    <message>
        <source>confirming</source>
        <translation>确认中</translation>
    </message>
    <message>
        <source>cancelling again</source>
        <translation>重试取消</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>取消中</translation>
    </message>
    <message>
        <source>phase 1</source>
        <translation>第一阶段</translation>
    </message>
    <message>
        <source>phase 2: commit</source>
        <translation>第二阶段：提交</translation>
    </message>
    <message>
        <source>phase 2: roll back</source>
        <translation>第二阶段：回滚</translation>
    </message>
    <message>
        <source>client is silent</source>
        <translation>客户端无应答</translation>
    </message>
    <message>
        <source>running at its client</source>
        <translation>客户端执行中</translation>
    </message>
    <message>
        <source>TCC</source>
        <translation>TCC</translation>
    </message>
    <message>
        <source>XA</source>
        <translation>XA</translation>
    </message>
    <message>
        <source>workflow</source>
        <translation>工作流</translation>
    </message>
    <message>
        <source>try</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>business</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>wake up</source>
        <translation>唤醒</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>empty cancel: the try never ran, so nothing was released</source>
        <translation>空取消：尝试从未执行，因此没有释放任何东西</translation>
    </message>
    <message>
        <source>late try refused: its cancel already ran</source>
        <translation>拒绝迟到的尝试：它的取消已执行</translation>
    </message>
    <message>
        <source>phase 1: try</source>
        <translation>第一阶段：尝试</translation>
    </message>
    <message>
        <source>phase 1: prepare</source>
        <translation>第一阶段：准备</translation>
    </message>
    <message>
        <source>delivery</source>
        <translation>投递</translation>
    </message>
    <message>
        <source>recorded step</source>
        <translation>已记录的步骤</translation>
    </message>
    <message>
        <source>phase 2: confirm or cancel</source>
        <translation>第二阶段：确认或取消</translation>
    </message>
    <message>
        <source>phase 2: commit or roll back</source>
        <translation>第二阶段：提交或回滚</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>recorded end</source>
        <translation>已记录的结尾</translation>
    </message>
    <message>
        <source>notifying again</source>
        <translation>再次通知</translation>
    </message>
    <message>
        <source>notifying</source>
        <translation>通知中</translation>
    </message>
    <message>
        <source>AT</source>
        <translation>AT</translation>
    </message>
    <message>
        <source>notification</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>dead letter</source>
        <translation>死信</translation>
    </message>
    <message>
        <source>dirty</source>
        <translation>脏</translation>
    </message>
    <message>
        <source>locks</source>
        <translation>加锁</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>待人工</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Overwrite and roll back</source>
        <translation>覆盖并回滚</translation>
    </message>
    <message>
        <source>Keep current data</source>
        <translation>保留当前数据</translation>
    </message>
    <message>
        <source>Try again after repair</source>
        <translation>修复后再试</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再次回查</translation>
    </message>
    <message>
        <source>Resend</source>
        <translation>重发</translation>
    </message>
    <message>
        <source>dirty rows</source>
        <translation>脏行</translation>
    </message>
    <message>
        <source>sender unanswered</source>
        <translation>发送方未答复</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>phase 1: change and lock</source>
        <translation>第一阶段：改动并加锁</translation>
    </message>
    <message>
        <source>Skip: done by hand</source>
        <translation>跳过：已手工完成</translation>
    </message>
    <message>
        <source>Mark as failed</source>
        <translation>标记为失败</translation>
    </message>
    <message>
        <source>cause not kept (≈)</source>
        <translation>原因未保存(≈)</translation>
    </message>
    <message>
        <source>operation %1</source>
        <translation>操作 %1</translation>
    </message>
    <message>
        <source>status %1 of a branch</source>
        <translation>分支状态 %1</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>状态 %1</translation>
    </message>
    <message>
        <source>type %1</source>
        <translation>类型 %1</translation>
    </message>
    <message>
        <source>waits for a person because of %1</source>
        <translation>因 %1 等待人工处理</translation>
    </message>
    <message>
        <source>decision %1</source>
        <translation>决定 %1</translation>
    </message>
    <message>
        <source>This server says %1, which this console does not know: update the console.</source>
        <translation>服务器给出了%1，本控制台不认识：请升级控制台。</translation>
    </message>
    <message numerus="yes">
        <source>%n journal entries with a word that this console does not know: %1</source>
        <translation>
            <numerusform>%n 条日志含有本控制台不认识的词：%1</numerusform>
        </translation>
    </message>
</context>
</TS>
