import { at } from './random';

/**
 * Names that look like real ones and are none: places, units and documents begin with 拟 (made up), people have one of the
 * ten heavenly stems for a surname. A number is written with syllables, so that two numbers never give one name.
 */
const SYLLABLES = Array.from('云江山海林溪湖泉松柏梅兰竹菊荷枫柳桐杉榆安宁平和顺康泰兴隆昌盛丰裕荣华富贵仁义礼智信忠孝文武明光辉耀星辰清秀丽景德永长新');
const GIVEN = Array.from('明文海建国华志强伟平军勇杰涛超波辉刚健峰云翔宇浩然子轩晨阳欣怡佳琪雨桐思远梦洁雅静丽娟敏慧芳玲春秋冬');
const STEMS = Array.from('甲乙丙丁戊己庚辛壬癸');

/** A number as syllables, at least so many; neighbours do not look alike. */
function spelt(value: number, syllables: readonly string[], least: number): string {
  const base = syllables.length;
  let width = least;
  while (value >= base ** width) width += 1;
  // Another order of the same numbers: 7919 is a prime that divides no such base.
  let rest = (value * 7919 + 1234) % base ** width;
  let text = '';
  for (let place = 0; place < width; place += 1) {
    text += at(syllables, rest % base);
    rest = Math.floor(rest / base);
  }
  return text;
}

export const placeSyllables = (value: number): string => spelt(value, SYLLABLES, 2);
export const personName = (value: number): string => at(STEMS, value % STEMS.length) + spelt(Math.floor(value / STEMS.length), GIVEN, 2);

const THINGS = ['科创走廊', '产业集聚', '交通路网', '环境整治', '数字经济', '营商环境', '乡村振兴', '人才住房', '义务教育', '公共卫生', '养老服务', '水利工程', '海洋经济', '文化旅游', '安全生产', '食品安全', '节能减排', '城市更新', '市场监管', '社会救助'];
const ASPECTS = ['管理', '建设', '改革', '保障', '监督', '促进', '评价', '普查', '奖励', '示范', '服务', '执法', '统计', '规划', '补助', '登记', '审批', '考核', '信息公开', '应急'];
/** 400 subjects of documents. */
export const subject = (value: number): string => {
  const mixed = (value * 157) % 400;
  return at(THINGS, mixed % THINGS.length) + at(ASPECTS, Math.floor(mixed / THINGS.length));
};
export const SUBJECTS = 400;

export const DEPARTMENTS: readonly (readonly [name: string, short: string])[] = [
  ['发展和改革委员会', '发改委'], ['自然资源和规划局', '资规局'], ['住房和城乡建设局', '住建局'], ['财政局', '财政局'], ['交通运输局', '交通局'], ['生态环境局', '环保局'],
  ['经济和信息化局', '经信局'], ['科学技术局', '科技局'], ['综合行政执法局', '执法局'], ['水利局', '水利局'], ['农业农村局', '农业局'], ['教育局', '教育局'], ['卫生健康委员会', '卫健委'],
  ['人力资源和社会保障局', '人社局'], ['文化广电旅游局', '文广旅局'], ['商务局', '商务局'], ['市场监督管理局', '市场监管局'], ['民政局', '民政局'], ['公安局', '公安局'], ['司法局', '司法局'],
  ['审计局', '审计局'], ['统计局', '统计局'], ['应急管理局', '应急局'], ['国有资产监督管理委员会', '国资委'], ['退役军人事务局', '退役军人局'], ['体育局', '体育局'], ['医疗保障局', '医保局'],
  ['大数据发展管理局', '大数据局'], ['投资促进局', '投促局'], ['金融工作办公室', '金融办'], ['机关事务管理局', '机关事务局'], ['信访局', '信访局'], ['人民防空办公室', '人防办'], ['海洋与渔业局', '渔业局'],
  ['档案馆', '档案馆'], ['供销合作社联合社', '供销社'], ['气象局', '气象局'], ['地震局', '地震局'], ['邮政管理局', '邮管局'], ['烟草专卖局', '烟草局'],
];
export const DISTRICT_BUREAUS = ['住房和城乡建设局', '自然资源和规划局', '财政局', '交通运输局'];
export const COMPANIES = ['城市建设发展集团有限公司', '交通发展集团有限公司', '公用事业发展集团有限公司', '现代服务业发展集团有限公司', '工业与能源发展集团有限公司', '铁路与轨道交通投资集团有限公司', '设计集团有限公司', '国有金融资本管理有限公司', '机场集团有限公司', '港务集团有限公司'];
export const POSTS = ['局长', '副局长', '主任', '副主任', '党组成员', '总工程师', '董事长', '总经理', '副总经理', '副秘书长', '秘书长', '市长', '副市长', '区长', '副区长', '书记', '副书记', '院长', '馆长', '督查专员'];
export const WORKS = ['综合整治', '绿化提升', '管线迁改', '立面改造', '污水零直排', '路面拓宽', '桥梁新建', '土地征收', '房屋拆迁', '景观亮化', '停车场建设', '河道清淤', '厂房改造', '人才公寓建设', '学校迁建', '公园新建', '电力上改下', '慢行系统贯通', '站点配套', '平台搭建'];
export const ACTIVITIES = ['调研', '会议', '座谈会', '开工仪式', '督查', '签约仪式', '揭牌仪式', '慰问', '动员会', '论坛'];
