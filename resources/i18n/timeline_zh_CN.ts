<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Sequence</name>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>AP / application</source>
        <translation>AP / 应用程序</translation>
    </message>
    <message>
        <source>RM / resource manager</source>
        <translation>RM / 资源管理器</translation>
    </message>
    <message>
        <source>TM / transaction manager</source>
        <translation>TM / 事务管理器</translation>
    </message>
    <message>
        <source>branch %1</source>
        <translation>分支 %1</translation>
    </message>
    <message>
        <source>undoes #%1</source>
        <translation>撤销 #%1</translation>
    </message>
    <message>
        <source>local transaction</source>
        <translation>本地事务</translation>
    </message>
    <message>
        <source>crash? no submit arrived</source>
        <translation>宕机？未收到提交</translation>
    </message>
    <message>
        <source>×%1 · %2 · every %3</source>
        <translation>×%1 · %2 · 间隔 %3</translation>
    </message>
    <message>
        <source>inferred, not observed</source>
        <translation>推断，未观测到</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>计划中</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>%1 to %2: %3</source>
        <translation>%1 到 %2：%3</translation>
    </message>
    <message>
        <source>answer to %1: %2</source>
        <translation>对“%1”的应答：%2</translation>
    </message>
    <message>
        <source>%1; at %2</source>
        <translation>%1；时间 %2</translation>
    </message>
    <message>
        <source>older events are left out</source>
        <translation>较早的事件未列出</translation>
    </message>
    <message>
        <source>Sequence diagram</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>main program</source>
        <translation>主程序</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>协调器</translation>
    </message>
    <message>
        <source>several people</source>
        <translation>多人</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Select a transaction to see its sequence diagram.</source>
        <translation>选择一个事务以查看其时序图。</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 个事件</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 个事件</translation>
    </message>
    <message>
        <source>Nothing has happened to this transaction yet.</source>
        <translation>该事务尚未发生任何事件。</translation>
    </message>
    <message>
        <source>waits to call branch %1 again</source>
        <translation>等待再次调用分支 %1</translation>
    </message>
    <message>
        <source>waits to undo branch %1 again</source>
        <translation>等待再次补偿分支 %1</translation>
    </message>
    <message>
        <source>waits to deliver to branch %1 again</source>
        <translation>等待再次投递到分支 %1</translation>
    </message>
    <message>
        <source>timeout after %1 s</source>
        <translation>%1 秒后超时</translation>
    </message>
    <message>
        <source>more than %1 retries</source>
        <translation>超过 %1 次重试</translation>
    </message>
    <message>
        <source>waits for the client&apos;s submit or abort</source>
        <translation>等待客户端提交或中止</translation>
    </message>
    <message>
        <source>waits to ask the sender again</source>
        <translation>等待再次询问发送方</translation>
    </message>
    <message>
        <source>delayed as its sender asked</source>
        <translation>按发送方要求延迟</translation>
    </message>
    <message>
        <source>calls the receivers that are next</source>
        <translation>调用接下来的接收方</translation>
    </message>
    <message>
        <source>calls the actions that are next</source>
        <translation>调用接下来的正向操作</translation>
    </message>
    <message>
        <source>calls the compensations that are next</source>
        <translation>调用接下来的补偿</translation>
    </message>
    <message>
        <source>the local transaction was rolled back</source>
        <translation>本地事务已回滚</translation>
    </message>
    <message>
        <source>there is nobody to ask</source>
        <translation>没有可询问的发送方</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 拒绝</translation>
    </message>
    <message>
        <source>%1 refused: %2</source>
        <translation>%1 拒绝：%2</translation>
    </message>
    <message>
        <source>send prepare</source>
        <translation>发送 prepare</translation>
    </message>
    <message>
        <source>prepare</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>submit message</source>
        <translation>提交消息</translation>
    </message>
    <message>
        <source>submit saga</source>
        <translation>提交 saga</translation>
    </message>
    <message>
        <source>ask to roll back</source>
        <translation>请求回滚</translation>
    </message>
    <message>
        <source>call %1</source>
        <translation>调用 %1</translation>
    </message>
    <message>
        <source>%1 compensation</source>
        <translation>%1 补偿</translation>
    </message>
    <message>
        <source>timed out, ask %1</source>
        <translation>全局事务超时，询问 %1</translation>
    </message>
    <message>
        <source>%1, try %2</source>
        <translation>%1，第 %2 次</translation>
    </message>
    <message>
        <source>local transaction committed</source>
        <translation>本地事务已提交</translation>
    </message>
    <message>
        <source>local transaction rolled back</source>
        <translation>本地事务已回滚</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Roll back decided</source>
        <translation>决定回滚</translation>
    </message>
    <message>
        <source>Delivery decided</source>
        <translation>决定投递</translation>
    </message>
    <message>
        <source>global transaction succeeded</source>
        <translation>全局事务成功</translation>
    </message>
    <message>
        <source>force-stopped, nothing undone</source>
        <translation>强制停止，未撤销任何操作</translation>
    </message>
    <message>
        <source>global transaction rolled back</source>
        <translation>全局事务已回滚</translation>
    </message>
    <message>
        <source>Coordinator recovered this from its log, %1 after the last entry</source>
        <translation>协调器已从日志恢复，距上一条记录 %1</translation>
    </message>
    <message>
        <source>reported by the initiator, not seen by the coordinator</source>
        <translation>由发起方报告，协调器没有看到</translation>
    </message>
    <message>
        <source>ask for the recorded steps</source>
        <translation>询问已记录的步骤</translation>
    </message>
    <message>
        <source>register branch %1</source>
        <translation>注册分支 %1</translation>
    </message>
    <message>
        <source>try, branch %1</source>
        <translation>尝试，分支 %1</translation>
    </message>
    <message>
        <source>work and XA prepare, branch %1</source>
        <translation>执行业务并 XA 准备，分支 %1</translation>
    </message>
    <message>
        <source>recorded %1 %2: failed</source>
        <translation>已记录 %1 %2：失败</translation>
    </message>
    <message>
        <source>recorded %1 %2: done</source>
        <translation>已记录 %1 %2：完成</translation>
    </message>
    <message>
        <source>done, as the initiator says</source>
        <translation>发起方说已完成</translation>
    </message>
    <message>
        <source>Replay, taken from the record and not run again: %1</source>
        <translation>重放：步骤 %1 取自记录，不再执行</translation>
    </message>
    <message>
        <source>waits to confirm branch %1 again</source>
        <translation>等待再次确认分支 %1</translation>
    </message>
    <message>
        <source>waits to cancel branch %1 again</source>
        <translation>等待再次取消分支 %1</translation>
    </message>
    <message>
        <source>waits to commit branch %1 again</source>
        <translation>等待再次提交分支 %1</translation>
    </message>
    <message>
        <source>waits to roll back branch %1 again</source>
        <translation>等待再次回滚分支 %1</translation>
    </message>
    <message>
        <source>waits for an answer</source>
        <translation>等待应答</translation>
    </message>
    <message>
        <source>calls the branch that is next</source>
        <translation>调用下一个分支</translation>
    </message>
    <message>
        <source>its client left no address to wake it at: only the client itself can go on</source>
        <translation>客户端没有留下唤醒地址：只有它自己能继续</translation>
    </message>
    <message>
        <source>its client is at work</source>
        <translation>客户端正在执行</translation>
    </message>
    <message>
        <source>wakes its client if that does not report before</source>
        <translation>若客户端届时仍未报告，就唤醒它</translation>
    </message>
    <message>
        <source>wakes its client</source>
        <translation>唤醒客户端</translation>
    </message>
    <message>
        <source>Phase 1: try</source>
        <translation>第一阶段：尝试</translation>
    </message>
    <message>
        <source>Phase 1: prepare</source>
        <translation>第一阶段：准备</translation>
    </message>
    <message>
        <source>Phase 2: confirm</source>
        <translation>第二阶段：确认</translation>
    </message>
    <message>
        <source>Phase 2: commit</source>
        <translation>第二阶段：提交</translation>
    </message>
    <message>
        <source>Phase 2: cancel</source>
        <translation>第二阶段：取消</translation>
    </message>
    <message>
        <source>Phase 2: roll back</source>
        <translation>第二阶段：回滚</translation>
    </message>
    <message>
        <source>begin TCC</source>
        <translation>开始 TCC</translation>
    </message>
    <message>
        <source>all tries done: confirm</source>
        <translation>尝试全部完成：确认</translation>
    </message>
    <message>
        <source>a try failed: cancel</source>
        <translation>有尝试失败：取消</translation>
    </message>
    <message>
        <source>begin XA</source>
        <translation>开始 XA</translation>
    </message>
    <message>
        <source>all prepared: commit</source>
        <translation>全部已准备：提交</translation>
    </message>
    <message>
        <source>begin workflow %1</source>
        <translation>开始工作流 %1</translation>
    </message>
    <message>
        <source>report the end</source>
        <translation>报告结束</translation>
    </message>
    <message>
        <source>report: succeeded</source>
        <translation>报告：成功</translation>
    </message>
    <message>
        <source>report: failed</source>
        <translation>报告：失败</translation>
    </message>
    <message>
        <source>%1, result %2</source>
        <translation>%1，结果 %2</translation>
    </message>
    <message>
        <source>try %1</source>
        <translation>尝试 %1</translation>
    </message>
    <message>
        <source>confirm %1</source>
        <translation>确认 %1</translation>
    </message>
    <message>
        <source>cancel %1</source>
        <translation>取消 %1</translation>
    </message>
    <message>
        <source>commit %1</source>
        <translation>提交 %1</translation>
    </message>
    <message>
        <source>roll back %1</source>
        <translation>回滚 %1</translation>
    </message>
    <message>
        <source>wake up %1</source>
        <translation>唤醒 %1</translation>
    </message>
    <message>
        <source>dirty: %1</source>
        <translation>脏：%1</translation>
    </message>
    <message>
        <source>change rows, branch %1</source>
        <translation>改动行，分支 %1</translation>
    </message>
    <message>
        <source>locked for branch %1: %2</source>
        <translation>分支 %1 加锁：%2</translation>
    </message>
    <message>
        <source>all its locks are released</source>
        <translation>其所有锁已释放</translation>
    </message>
    <message>
        <source>⚑ Waits for a person: %1</source>
        <translation>⚑ 待人工处理：%1</translation>
    </message>
    <message>
        <source>Phase 1: change and lock</source>
        <translation>第一阶段：改动并加锁</translation>
    </message>
    <message>
        <source>begin AT</source>
        <translation>开始 AT</translation>
    </message>
    <message>
        <source>all changed: commit</source>
        <translation>都已改动：提交</translation>
    </message>
    <message>
        <source>submit notification</source>
        <translation>提交通知</translation>
    </message>
    <message>
        <source>given up after %1 deliveries: %2</source>
        <translation>投递 %1 次后放弃：%2</translation>
    </message>
    <message>
        <source>its sender was asked %1 times and has not said whether it committed</source>
        <translation>已回查发送方 %1 次，没有说明是否提交</translation>
    </message>
    <message>
        <source>tells every branch that it is committed</source>
        <translation>通知每个分支已提交</translation>
    </message>
    <message>
        <source>rolls the newest branch back</source>
        <translation>回滚最新的分支</translation>
    </message>
    <message>
        <source>delivers to every receiver that is due</source>
        <translation>投递给每个到期的接收方</translation>
    </message>
    <message>
        <source>kept until then for a person to look at</source>
        <translation>保留到那时供人查看</translation>
    </message>
    <message>
        <source>given up, and nobody has cared since</source>
        <translation>已放弃，此后无人处理</translation>
    </message>
    <message>
        <source>%1 folded</source>
        <translation>%1 个已折叠</translation>
    </message>
    <message>
        <source>%1 on hidden lifelines (%2)</source>
        <translation>%1 个在隐藏的生命线上(%2)</translation>
    </message>
    <message>
        <source>%1 left out: only a part was exported</source>
        <translation>%1 个未包含:只导出了一部分</translation>
    </message>
    <message>
        <source>transaction %1</source>
        <translation>事务 %1</translation>
    </message>
    <message>
        <source>environment %1</source>
        <translation>环境 %1</translation>
    </message>
    <message>
        <source>times in %1 (%2)</source>
        <translation>时间为 %1(%2)</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>TxDesk console %1</source>
        <translation>TxDesk 控制台 %1</translation>
    </message>
    <message>
        <source>secrets are hidden</source>
        <translation>机密已隐藏</translation>
    </message>
    <message>
        <source>＋%1 participants</source>
        <translation>＋%1 个参与方</translation>
    </message>
    <message>
        <source>resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>row locks</source>
        <translation>行锁</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>…… 还有 %1 个</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>same second</source>
        <translation>同一秒</translation>
    </message>
    <message>
        <source>⋯ to hidden lifelines: %1</source>
        <translation>⋯ 发往隐藏的生命线:%1</translation>
    </message>
    <message>
        <source>will not happen any more</source>
        <translation>不会再发生</translation>
    </message>
    <message>
        <source>%1 calls answered, %2 failed (%3 %)</source>
        <translation>%1 次调用已应答,%2 次失败(%3 %)</translation>
    </message>
    <message>
        <source>Two sequence diagrams compared</source>
        <translation>两张时序图的对比</translation>
    </message>
    <message>
        <source>There is nothing to compare with yet.</source>
        <translation>还没有可对比的事务。</translation>
    </message>
    <message>
        <source>steps compared: %1</source>
        <translation>对比的步骤:%1</translation>
    </message>
    <message>
        <source>only on the left: %1</source>
        <translation>仅左侧有:%1</translation>
    </message>
    <message>
        <source>only on the right: %1</source>
        <translation>仅右侧有:%1</translation>
    </message>
    <message>
        <source>answered differently: %1</source>
        <translation>应答不同:%1</translation>
    </message>
    <message>
        <source>took at least twice as long: %1</source>
        <translation>耗时至少两倍:%1</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>没有差别</translation>
    </message>
    <message>
        <source>did not happen</source>
        <translation>没有发生</translation>
    </message>
    <message>
        <source>left: %1; right: %2</source>
        <translation>左:%1;右:%2</translation>
    </message>
    <message>
        <source>the right one took %1 as long</source>
        <translation>右侧耗时为 %1</translation>
    </message>
    <message>
        <source>the left one took %1 as long</source>
        <translation>左侧耗时为 %1</translation>
    </message>
    <message>
        <source>Sequence diagram of transaction %1</source>
        <translation>事务 %1 的时序图</translation>
    </message>
    <message>
        <source>part %1 of %2</source>
        <translation>第 %1 部分，共 %2 部分</translation>
    </message>
    <message>
        <source>%1 left out by the filter</source>
        <translation>%1 个被筛选略去</translation>
    </message>
    <message>
        <source>Drawing %1 events …</source>
        <translation>正在绘制 %1 个事件……</translation>
    </message>
    <message>
        <source>Nothing matches: all %1 events are left out by the filter.</source>
        <translation>没有匹配:全部 %1 个事件都被筛选略去。</translation>
    </message>
    <message>
        <source> · drawing anew …</source>
        <translation> · 正在重新绘制……</translation>
    </message>
    <message>
        <source>may have run</source>
        <translation>可能已执行</translation>
    </message>
    <message>
        <source>≈ failed</source>
        <translation>≈ 失败</translation>
    </message>
    <message>
        <source>%1 older events are not loaded</source>
        <translation>%1 条更早的事件没有加载</translation>
    </message>
    <message>
        <source>%1 · every %2</source>
        <comment>a try that is hidden: what it said, how far it is from those around it</comment>
        <translation>%1 · 间隔 %2</translation>
    </message>
</context>
</TS>
