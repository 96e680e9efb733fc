import { type Json, parseAnswer, type Question } from '@checklist/engine';
import { Box, Text, useInput, usePaste } from 'ink';
import { useState } from 'react';
import type { Paint } from '../../output/paint.ts';
import { showLine, showText } from '../../output/show-text.ts';
import { expectation } from '../../view/describe-ask.ts';
import { editText, insertText } from './edit-text.ts';

interface FieldProps {
  readonly question: Question;
  readonly paint: Paint;
  onAnswer(value: Json): void;
}

/** One question with the field that its type asks for. */
export function Field({ question, paint, onAnswer }: FieldProps) {
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
      {isChosen ? (
        <ChoiceField question={question} paint={paint} onAnswer={onAnswer} />
      ) : (
        <TextField question={question} paint={paint} onAnswer={onAnswer} />
      )}
    </Box>
  );
}

/** Yes or no, or one of several: arrows or the first letter choose, enter takes. No is chosen where nothing says yes. */
function ChoiceField({ question, paint, onAnswer }: FieldProps) {
  const choices: readonly Json[] = question.type === 'confirm' ? [false, true] : (question.choices ?? []);
  const [chosen, choose] = useState(Math.max(0, choices.indexOf(question.default ?? false)));
  useInput((input, key) => {
    const step = key.downArrow || key.rightArrow ? 1 : key.upArrow || key.leftArrow ? -1 : 0;
    if (step !== 0) choose((chosen + step + choices.length) % choices.length);
    const named = choices.findIndex(
      (choice) => input !== '' && nameOf(choice).toLowerCase().startsWith(input.toLowerCase()),
    );
    if (named !== -1) choose(named);
    const value = choices[chosen];
    if (key.return && value !== undefined) onAnswer(value);
  });
  return (
    <Box flexDirection="column">
      {choices.map((choice, index) => (
        <Text key={nameOf(choice)} wrap="truncate-end">
          {index === chosen ? paint('cyan', `> ${showLine(nameOf(choice))}`) : `  ${showLine(nameOf(choice))}`}
        </Text>
      ))}
    </Box>
  );
}

/** Typed text; what cannot be taken is told, and can be corrected. */
function TextField({ question, paint, onAnswer }: FieldProps) {
  const standard = typeof question.default === 'string' ? question.default : '';
  const [edited, setEdited] = useState({ text: standard, cursor: [...standard].length });
  const [fault, setFault] = useState('');
  const isMany = question.multiline === true;
  const finish = (typed = edited) => {
    const answer = parseAnswer(question, typed.text);
    setEdited(typed);
    if (answer.ok) onAnswer(answer.value);
    else setFault(answer.error);
  };
  useInput((input, key) => {
    if (key.escape || key.tab) return;
    const isLastLineEmpty = edited.text === '' || edited.text.endsWith('\n');
    // Who types faster than the screen draws sends text and the end of it in one piece.
    const [ahead = '', ...more] = input.split('\r');
    if (more.length > 0 && isMany) setEdited(insertText(edited, input.replaceAll('\r', '\n')));
    else if (more.length > 0) finish(insertText(edited, ahead));
    else if (key.return && isMany && !isLastLineEmpty) setEdited(insertText(edited, '\n'));
    else if (key.return || (isMany && key.ctrl && input === 'd')) finish();
    else setEdited(editText(edited, input, key));
  });
  usePaste((text) => setEdited(insertText(edited, isMany ? showText(text) : showLine(text))));
  return (
    <Box flexDirection="column">
      <Text wrap="wrap">
        {paint('cyan', '> ')}
        {withCursor(edited.text, edited.cursor)}
      </Text>
      {isMany && <Text dimColor={false}>{paint('dim', 'an empty line ends the text')}</Text>}
      {fault !== '' && <Text wrap="wrap">{paint('red', showLine(fault))}</Text>}
    </Box>
  );
}

function withCursor(text: string, cursor: number): string {
  const characters = [...showText(text)];
  return [...characters.slice(0, cursor), '█', ...characters.slice(cursor)].join('');
}

function nameOf(choice: Json): string {
  if (typeof choice === 'boolean') return choice ? 'Yes' : 'No';
  return String(choice);
}
