/*
 * An emoji may be followed by a variation selector and joined to the next one, and some scripts need the joiners inside words.
 * Anywhere else these characters only hide a difference.
 */
const emojiStyle = String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)`;
const emojiJoiner = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`;
const joined = String.raw`[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]]`;
const wordJoiner = `(?<=${joined})[\\u200c\\u200d](?=${joined})`;
const hidden = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]`;

/** Characters that act on a terminal, or that hide or reorder what stands there. Line feeds and tabs are among them. */
export const invisible = new RegExp(`(?!${emojiStyle}|${emojiJoiner}|${wordJoiner})${hidden}`, 'gv');
