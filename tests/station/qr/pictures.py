"""What a camera sees of the rows that a screen shows, and two readers of it that have nothing in common."""

import cv2
import numpy as np
import zxingcpp

QR = zxingcpp.BarcodeFormat.QRCode
PAPER, INK = 235, 25
"""How light and how dark a screen is, photographed."""


def screen(rows, *, cell=(8, 16), margin=40, around=INK):
    """The rows on a screen, each character in a cell of so many pixels, with the theme of the terminal around them."""
    wide, high = cell
    upper, lower = high // 2, high - high // 2
    modules = np.array([[[c in "▀█" for c in row], [c in "▄█" for c in row]] for row in rows]).reshape(-1, len(rows[0]))
    heights = np.tile([upper, lower], len(rows))
    pixels = np.where(modules, INK, PAPER).astype(np.uint8).repeat(heights, axis=0).repeat(wide, axis=1)
    return cv2.copyMakeBorder(pixels, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=around)


def turned(picture, degrees):
    height, width = picture.shape
    side = int(np.hypot(height, width)) + 1
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turn[:, 2] += (side - width) / 2, (side - height) / 2
    return cv2.warpAffine(picture, turn, (side, side), flags=cv2.INTER_LINEAR, borderValue=90)


def aslant(picture, share=0.06):
    """Photographed from one side: the far edge is shorter by that share at both ends."""
    height, width = picture.shape
    here = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    there = np.float32([[0, 0], [width, height * share], [width, height * (1 - share)], [0, height]])
    return cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(here, there), (width, height), flags=cv2.INTER_LINEAR, borderValue=90
    )


def blurred(picture, sigma=1.2):
    return cv2.GaussianBlur(picture, (0, 0), sigma)


def scaled(picture, factor):
    return cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)


def grainy(picture, sigma=14):
    grain = np.random.default_rng(1).normal(0, sigma, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def unevenly_lit(picture):
    light = np.linspace(0.5, 1, picture.shape[1])
    return (picture * light).astype(np.uint8)


def compressed(picture, quality=60):
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)


def by_zxing(picture):
    return tuple(code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(QR)))


def by_opencv(picture):
    text, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(picture)
    return (text,) if text else ()


READERS = {"zxing": by_zxing, "opencv": by_opencv}
