"""The summarizer that takes whole sentences of the document itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from translator.options import SummaryOptions
from translator.protocols import TextSentence
from translator.result import Summary, SummarySentence

_WORD = re.compile(r"\w+")


class ExtractiveSummarizer:
    """Takes the sentences nearest to the whole, the early ones before the late ones."""

    def summarize(
        self, sentences: Sequence[TextSentence], language: str, options: SummaryOptions
    ) -> Summary:
        """See `protocols.Summarizer`; every sentence stands in the document word for word."""
        scores = _scores([sentence.text for sentence in sentences])
        ranked = sorted(range(len(sentences)), key=lambda index: -scores[index])
        chosen = sorted(ranked[: options.sentences])
        return Summary(
            tuple(
                SummarySentence(
                    text=sentences[index].text,
                    other=sentences[index].other,
                    block=sentences[index].block,
                    sentence=sentences[index].sentence,
                    score=scores[index],
                    sources=((sentences[index].block, sentences[index].sentence),),
                )
                for index in chosen
            ),
            language,
            "extractive 0",
        )


def _scores(texts: Sequence[str]) -> list[float]:
    bags = [Counter(_WORD.findall(text.lower())) for text in texts]
    whole = sum(bags, Counter[str]())
    scores = []
    for position, bag in enumerate(bags):
        shared = sum(math.sqrt(count) * whole[word] for word, count in bag.items())
        length = math.sqrt(sum(bag.values())) or 1.0
        scores.append(shared / length / (1 + position) ** 0.5)
    return scores
