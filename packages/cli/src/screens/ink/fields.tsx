import { type Json, type Question, type Result, readAnswer } from '@checklist/engine';
import { Box, type Key, Text, useInput, usePaste } from 'ink';
import { useRef, useState } from 'react';
import type { Paint } from '../../output/paint.ts';
import { showLine, showText } from '../../output/show-text.ts';
import { expectation } from '../../view/describe-ask.ts';
import { type EditedText, editText, insertText } from './edit-text.ts';

/** Lets a person write a text in an editor of their own; the error is told, and nothing is lost. */
export type EditText = (text: string) => Promise<Result<string, string>>;

interface FieldProps {
  readonly question: Question;
  readonly paint: Paint;
  readonly directory: string;
  readonly edit: EditText;
  onAnswer(value: Json): void;
}

/** One question with the field that its type asks for. */
export function Field(props: FieldProps) {
  const { question, paint } = props;
  const { type } = question;
  const isChosen = type === 'confirm' || type === 'choice';
  const optional = question.optional === true ? ', may be left empty' : '';
  const hint = isChosen ? '' : ` (${expectation(question)}${optional})`;
  return (
    <Box flexDirection="column">
      <Text wrap="wrap">
        {paint('bold', showLine(question.label))}
        {paint('dim', hint)}
      </Text>
      {isChosen ? <ChoiceField {...props} /> : <TextField {...props} />}
    </Box>
  );
}

/** Yes or no, or one of several: arrows or the first letter choose, enter takes. No is chosen where nothing says yes. */
function ChoiceField({ question, paint, onAnswer }: FieldProps) {
  const choices: readonly Json[] = question.type === 'confirm' ? [false, true] : (question.choices ?? []);
  const [chosen, choose] = useNewest(Math.max(0, choices.indexOf(question.default ?? false)));
  useInput((input, key) => {
    const [typed = '', ...more] = input.split('\r');
    const step = key.downArrow || key.rightArrow ? 1 : key.upArrow || key.leftArrow ? -1 : 0;
    if (step !== 0) choose((chosen() + step + choices.length) % choices.length);
    const named = choices.findIndex((one) => typed !== '' && nameOf(one).toLowerCase().startsWith(typed.toLowerCase()));
    if (named !== -1) choose(named);
    const value = choices[chosen()];
    if ((key.return || more.length > 0) && value !== undefined) onAnswer(value);
  });
  return (
    <Box flexDirection="column">
      {choices.map((choice, index) => (
        <Text key={nameOf(choice)} wrap="truncate-end">
          {index === chosen() ? paint('cyan', `> ${showLine(nameOf(choice))}`) : `  ${showLine(nameOf(choice))}`}
        </Text>
      ))}
    </Box>
  );
}

/** Typed text; whether it can be taken is told while it is typed, and what is wrong when somebody tries to send it. */
function TextField({ question, paint, directory, edit, onAnswer }: FieldProps) {
  const standard = typeof question.default === 'string' ? question.default : '';
  const [edited, setEdited] = useNewest({ text: standard, cursor: [...standard].length });
  const [fault, setFault] = useState('');
  const isMany = question.multiline === true;
  const change = (next: EditedText) => {
    setEdited(next);
    setFault('');
  };
  const finish = () => {
    const answer = readAnswer(question, edited().text, directory);
    if (answer.ok) onAnswer(answer.value);
    else setFault(answer.error);
  };
  const editElsewhere = async () => {
    const written = await edit(edited().text);
    if (written.ok) change({ text: written.value, cursor: [...written.value].length });
    else setFault(written.error);
  };
  useInput((input, key) => {
    if (key.escape || key.tab) return;
    if (isMany && key.ctrl && input === 'o') return void editElsewhere();
    const isLastLineEmpty = edited().text === '' || edited().text.endsWith('\n');
    // Who types faster than the screen draws sends text and the end of it in one piece.
    const [ahead = '', ...more] = input.split('\r');
    if (more.length > 0) change(insertText(edited(), isMany ? input.replaceAll('\r', '\n') : ahead));
    else if (key.return && isMany && !isLastLineEmpty) change(insertText(edited(), '\n'));
    else if (!key.return && !isEnd(input, key)) change(editText(edited(), input, key));
    if (isMany ? isEnd(input, key) || (key.return && isLastLineEmpty) : key.return || more.length > 0) finish();
  });
  usePaste((text) => change(insertText(edited(), isMany ? showText(text) : showLine(text))));
  const isGood = edited().text !== '' && readAnswer(question, edited().text, directory).ok;
  return (
    <Box flexDirection="column">
      <Text wrap="wrap">
        {paint('cyan', '> ')}
        {withCursor(edited())}
        {isGood && paint('green', ' ✓')}
      </Text>
      {isMany && <Text>{paint('dim', 'an empty line ends the text · ctrl+o opens your editor')}</Text>}
      {fault !== '' && <Text wrap="wrap">{paint('red', showLine(fault))}</Text>}
    </Box>
  );
}

/** State that keys which come before the next drawing see as it is, and not as it was drawn. */
function useNewest<T>(start: T): readonly [() => T, (value: T) => void] {
  const newest = useRef(start);
  const [, draw] = useState(start);
  const set = (value: T) => {
    newest.current = value;
    draw(value);
  };
  return [() => newest.current, set];
}

function isEnd(input: string, key: Pick<Key, 'ctrl'>): boolean {
  return key.ctrl && input === 'd';
}

function withCursor({ text, cursor }: EditedText): string {
  const characters = [...showText(text)];
  return [...characters.slice(0, cursor), '█', ...characters.slice(cursor)].join('');
}

function nameOf(choice: Json): string {
  if (typeof choice === 'boolean') return choice ? 'Yes' : 'No';
  return String(choice);
}
