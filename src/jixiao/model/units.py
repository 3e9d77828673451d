"""Units of measure (计量单位) of real indicator values, to tell a unit from a sentence."""

_SPELLINGS = """
% ％ ‰ 百分比 百分百 百分点 个百分点 成 分 级 倍 星 名次
元 角 万元 亿元 千元 百元 美元
个 台 套 件 次 人 名 户 家 村 社区 辆 部 张 条 项 份 册 本 期 场 块 座 处 所 间 栋 幢 支 枚
盏 盆 株 棵 头 只 匹 尾 根 桶 瓶 箱 包 袋 批 类 种 组 队 班 篇 幅 面 口 眼 门 架 艘 把 顶
双 枝 卷 幕 起 宗 例 节 课时 学时 人次 批次 人天 台次 车次 户次 班次 台套 台（套） 个/套
个村 个项目 个社区 宗地 名学生 对 副 片 段 孔 站 点 方 垄 打 道 届 轮
年 月 日 天 个月 季度 季 周 星期 小时 分钟 秒 工作日 个工作日 日历天 年度
公里 千米 米 厘米 毫米 里 延米 延长米 平方米 平方公里 平方千米 平米 亩 万亩 公顷 立方米
立方 万立方米 吨 万吨 千克 公斤 克 升 毫升 千瓦 千瓦时 度 兆 兆瓦 ㎡ m² m2 ㎥ m³ m3 km kg t
℃ KM Km 平方 万平方米 G M TB GB MB Mbps kW kWh dB 分贝
万人 万人次 万户 万次 万件 万份 万张 万册 万条 万个 亿 万 千 百 余人 余次 余户
元/人 元/月 元/年 元/次 元/天 元/户 元/平方米 元/亩 元/吨 元/公里 元/台 元/季/星
"""

UNITS = frozenset(_SPELLINGS.split())
"""Exact spellings; a compound unit such as 元/人/月 is a known one with ``/`` parts behind it."""
