"""Old and variant forms of kanji in names, with the form used today: for search only, never for showing.

Each word is one family: today's form, then the forms that are read as it. 斎 and 斉 are different characters,
but families and clerks mix them so often that a search must find either by the other.
"""

_FAMILIES = """
高髙 崎﨑嵜 辺邉邊 沢澤 斎齋斉齊 浜濱濵 広廣 桜櫻 円圓 国國圀 島嶋嶌 峰峯 富冨 徳德 恵惠 真眞 槙槇 竜龍
滝瀧 薮藪籔 栄榮 条條 淵渕渊 桑桒 館舘 荘莊 静靜 寿壽 実實 万萬 与與 譲讓 豊豐 村邨 鉄鐵鐡 関關 黒黑 曽曾
礼禮 吉𠮷 弥彌 学學斈 宝寶寳 将將 応應 晋晉 暁曉 浅淺 渋澁澀 瀬瀨 為爲 当當 穂穗 総總 緒緖 聡聰 蔵藏 芦蘆
薫薰 衛衞 誉譽 遥遙 郷鄕 塩鹽 麦麥 黄黃 巌巖 数數 児兒 仏佛 伝傳 来來 両兩 剣劍劔 勲勳 巻卷 厳嚴 増增 壮壯
寛寬 峡峽 岳嶽 帯帶 彦彥 教敎 会會 楽樂 横橫 気氣 浄淨 清淸 満滿 禄祿 稲稻 糸絲 継繼 萌萠 芸藝 蛍螢 頼賴
転轉 釈釋 顕顯 亀龜 鴎鷗 篭籠 桧檜 梅楳 船舩 野埜 松枩柗 喜㐂 秋穐 杉椙 昇曻 涼凉 隣鄰 凜凛 堯尭 祢禰
鶴靏靍 橋𣘺 柳栁桺 枡桝 土圡 丈𠀋 脇𦚰 戸戶 青靑 穣穰 恒恆 悦悅 強强 緑綠 録錄 兎兔 尚尙 慎愼 鎮鎭 絵繪 経經
県縣 体體 台臺 区區 欧歐 渓溪谿 鶏鷄雞 禅禪 専專 団團 対對 択擇 献獻 弾彈 単單 径徑 茎莖 翠翆 潟泻 煕熙凞
砺礪 磯礒 縄繩 庵葊 蒋蔣 蘇蘓 諫諌 讃讚 達逹 槍鎗 鴬鶯 麹麴 珍珎 皐皋 欅﨔 瑶瑤 駆驅 辞辭 争爭 歩步 頬頰
園薗 沖冲 双雙 参參 虫蟲 覚覺 訳譯 読讀 拝拜 画畫 帰歸 亜亞 悪惡 壱壹 弐貳 莱萊
"""

TODAYS_FORM = {ord(variant): family[0] for family in _FAMILIES.split() for variant in family[1:]}
