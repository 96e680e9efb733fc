import type { Command, Json } from '@checklist/engine';
import { Box, Text, useInput } from 'ink';
import { useState } from 'react';
import type { Paint } from '../../output/paint.ts';
import { showLine } from '../../output/show-text.ts';
import { showAnswer } from '../../view/describe-ask.ts';
import { type EditText, Field } from './fields.tsx';
import type { FormSpec } from './form-questions.ts';

interface FormProps {
  readonly spec: FormSpec;
  readonly paint: Paint;
  /** Where relative paths of files begin. */
  readonly directory: string;
  readonly edit: EditText;
  onDone(command: Command): void;
  onLeave(): void;
}

/** One question after the other; what was answered stays in sight. */
export function Form({ spec, paint, directory, edit, onDone, onLeave }: FormProps) {
  const [answers, setAnswers] = useState<Readonly<Record<string, Json>>>({});
  const { questions } = spec;
  const open = questions.find(({ name }) => !Object.hasOwn(answers, name));
  useInput((_input, key) => {
    if (key.escape) onLeave();
    else if (open === undefined && key.return) onDone(spec.toCommand(answers));
  });
  const take = (name: string, value: Json) => {
    const given = { ...answers, [name]: value };
    setAnswers(given);
    // A single question was answered on sight; several are looked over before they are sent.
    if (questions.length === 1) onDone(spec.toCommand(given));
  };
  const done = questions.filter(({ name }) => Object.hasOwn(answers, name));
  return (
    <Box flexDirection="column">
      {done.map(({ name, label }) => (
        <Text key={name} wrap="truncate-end">
          {paint('green', '✓')} {showLine(label)}: {showLine(showAnswer(answers[name] ?? ''))}
        </Text>
      ))}
      {open === undefined ? (
        <Text>{questions.length === 0 ? 'Nothing is asked but your word.' : 'That is all.'} Enter sends it.</Text>
      ) : (
        <Field
          key={open.name}
          question={open}
          {...{ paint, directory, edit }}
          onAnswer={(value) => take(open.name, value)}
        />
      )}
    </Box>
  );
}
