"""What a user would write by hand: load the embedded model, translate a file, print it.

python peers/bare_script.py MODEL FILE first|all WORKERS

Two imports, sentences cut by a regular expression, nothing checked. `first` translates the first
paragraph only. With one worker CTranslate2 takes the threads that it takes unasked; with more
each has one thread and its share of the sentences.
"""

import math
import re
import sys

import ctranslate2
import sentencepiece

model, path, part, workers = sys.argv[1:]
source = sentencepiece.SentencePieceProcessor(model + "/source.spm")
target = sentencepiece.SentencePieceProcessor(model + "/target.spm")
threads = {"inter_threads": int(workers), "intra_threads": 1} if int(workers) > 1 else {}
translator = ctranslate2.Translator(model + "/ctranslate2", compute_type="int8", **threads)
with open(path, encoding="utf-8") as file:  # noqa: PTH123 - no import that is not needed
    paragraphs = file.read().splitlines()
if part == "first":
    paragraphs = paragraphs[:1]
sentences = [
    (number, sentence)
    for number, paragraph in enumerate(paragraphs)
    for sentence in re.split(r"(?<=[.!?])\s+", paragraph)
]
results = translator.translate_batch(
    [[*source.encode(sentence, out_type=str), "</s>"] for _, sentence in sentences],
    beam_size=4,
    max_batch_size=math.ceil(len(sentences) / int(workers)),
)
outputs = [[] for _ in paragraphs]
for (number, _), result in zip(sentences, results):  # noqa: B905 - a user's script
    outputs[number].append(target.decode(result.hypotheses[0]))
for output in outputs:
    print(" ".join(output), flush=True)
