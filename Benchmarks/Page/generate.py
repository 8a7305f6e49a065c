#!/usr/bin/env python3
"""Writes varied conversations in the native format, to try the audit page with.

    generate.py FILE [--count 100000] [--seed 7]

The endings are what people write: several languages and scripts, masked and unmasked numbers,
corrections, refusals, right-to-left text, markup, formulas, control characters. The same seed writes
the same bytes.
"""
import argparse
import datetime
import json
import random

WORDS = """order refund delay card payment bill agent call waiting router plan recharge login app error
delivery address parcel invoice account branch password signal money balance statement cheque seat ticket
flight hotel policy claim doctor report test size colour exchange pickup warranty technician screen battery
update cancel renew upgrade friendly slow quick polite rude useless helpful confusing clear again never always
twice yesterday today tomorrow minutes hours days problem issue answer question number mail message link""".split()
HINDI = "भुगतान बिल ऐप धीमा अच्छा खराब बहुत जल्दी मदद मिली नहीं समय एजेंट फिर से".split()
ARABIC = "الخدمة ممتازة بطيئة شكرا الطلب لم يصل بعد الموظف مهذب التطبيق".split()
NAMES = """Asha Ravi Meera Imran Fatima Kofi Lena José Siti Arjun Priya Wei Olga Tomás Aïsha Nguyễn Björn
Zoë Rahul Anita Prateek Saurabh Deepa Kiran Farah""".split()
CHANNELS = ["web", "whatsapp", "android", "ios", "facebook", "voice"]
QUEUES = ["billing", "orders", "cards", "claims", "retention", "technical", "travel", "general"]
HELPED = ["Was I able to help you?", "Did we resolve your query today?", "Has your issue been resolved?",
          "Was this chat helpful?", "क्या मैं आपकी मदद कर पाया?", "¿Se resolvió su consulta?",
          "هل تم حل مشكلتك؟", "Apakah masalah Anda sudah selesai?"]
YES = ["Yes", "yes thanks", "yep", "haan ji", "हाँ", "sí", "نعم", "ya sudah", "👍", "it's solved now"]
NO = ["No", "not really", "nahi hua", "नहीं", "no, still broken", "لا", "belum", "👎", "still not working"]
RATE = ["On a scale of 1 to 5, how would you rate the overall experience?", "Please rate this chat from 1 to 5.",
        "How would you rate your experience with us? (1-5)", "1 से 5 के पैमाने पर आप इस अनुभव को कितना अंक देंगे?",
        "How likely are you to recommend us, from 0 to 10?"]
ODD = ["100%", "1, wish I could give 0", "wait, one sec", "great", "4 days", "why do you ask?", "skip", "later"]
COMMENT = "Please tell us in a few words what we could do better."
HOSTILE = ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "=HYPERLINK(\"http://x\",\"y\")",
           "+1+1", "-2+3", "@SUM(A1)", "\tcell", "abc\u202Edcba\u202C", "zero\u200Bwidth", "a\u0007bell",
           "\"quotes\", commas; and\nlines"]


def sentence(rnd):
    kind = rnd.random()
    words = HINDI if kind < 0.1 else ARABIC if kind < 0.15 else WORDS
    text = " ".join(rnd.choice(words) for _ in range(rnd.randint(4, 16)))
    extra = rnd.random()
    if extra < 0.04:
        text += f", call me on 9{rnd.randint(100000000, 999999999)}"
    elif extra < 0.07:
        text += f" {rnd.choice(WORDS)}.{rnd.choice(WORDS)}{rnd.randint(1, 99)}@example.com"
    elif extra < 0.09:
        text += " card 4111 1111 1111 1111"
    elif extra < 0.11:
        text += f" OTP is {rnd.randint(100000, 999999)}"
    elif extra < 0.14:
        text += f" order {rnd.randint(10000, 99999999)}"
    return text


def rating(rnd, score):
    return rnd.choice([str(score), f"{score}/5", f"{score} stars", "⭐" * score, f"{score} out of 5",
                       ["one", "two", "three", "four", "five"][score - 1], chr(0x966 + score),
                       f"{score}, {sentence(rnd)}", f"I'd give it a {score}"])


def conversation(rnd, number):
    bot, agent = rnd.choice(["gogo", "Mia", "helpdesk"]), rnd.choice(NAMES)
    talk = []
    for turn in range(rnd.randint(2, 8)):
        talk.append(("user" if turn % 2 else rnd.choice(["bot", "agent"]), sentence(rnd)))
    kind = rnd.random()
    if kind < 0.55:
        talk += [("bot", rnd.choice(HELPED)), ("user", rnd.choice(YES if rnd.random() < 0.7 else NO)),
                 ("bot", rnd.choice(RATE)), ("user", rating(rnd, rnd.choice([1, 2, 3, 4, 4, 5, 5, 5])))]
        if rnd.random() < 0.4:
            talk += [("bot", COMMENT), ("user", sentence(rnd))]
    elif kind < 0.68:
        talk += [("bot", rnd.choice(HELPED)), ("user", rnd.choice(NO))]
    elif kind < 0.76:
        talk += [("bot", rnd.choice(HELPED)), ("user", rnd.choice(YES)), ("bot", rnd.choice(RATE)),
                 ("user", rnd.choice(ODD))]
    elif kind < 0.84:
        talk += [("bot", rnd.choice(RATE)), ("user", rating(rnd, rnd.randint(1, 5))),
                 ("bot", COMMENT), ("user", rnd.choice(HOSTILE) if rnd.random() < 0.3 else sentence(rnd))]
    elif kind < 0.92:
        talk += [("bot", rnd.choice(HELPED))]
    at = 1793500000 + number * 17
    messages = []
    for role, text in talk:
        at += rnd.randint(5, 40)
        message = {"role": role, "text": text, "at": stamp(at)}
        if role != "user":
            message["name"] = bot if role == "bot" else agent
        messages.append(message)
    return {"id": f"{rnd.getrandbits(32):08x}_{number}", "auth_id": f"user-{rnd.getrandbits(40):010x}",
            "business_id": rnd.choice([343, 512, 1207, 4415]), "channel": rnd.choice(CHANNELS),
            "attributes": {"queue": rnd.choice(QUEUES)}, "messages": messages}


def stamp(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    rnd = random.Random(arguments.seed)
    with open(arguments.file, "w", encoding="utf-8") as out:
        for number in range(arguments.count):
            out.write(json.dumps(conversation(rnd, number), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
