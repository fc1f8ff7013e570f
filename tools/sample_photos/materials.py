"""Procedural materials: satin chrome, black paint, leatherette, coated glass, oak, plaster, cloth.

No image textures, so nothing here has a licence of its own.
"""

from collections.abc import Sequence
from typing import Any

import bpy
from bpy.types import Material
from bpy.types import NodeSocket as Socket
from geometry import Vec

Stops = Sequence[tuple[float, Vec]]


class Graph:
    """A few lines of sugar over a node tree."""

    def __init__(self, name: str) -> None:
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.shader = self.tree.nodes["Principled BSDF"]
        self.output = self.tree.nodes["Material Output"]

    def add(self, kind: str, settings: dict[str, Any] | None = None, **inputs: Any) -> bpy.types.Node:
        """Add a node; an input is a value or another node's socket (`_` stands for a space)."""
        node = self.tree.nodes.new(kind)
        for key, value in (settings or {}).items():
            setattr(node, key, value)
        for key, value in inputs.items():
            self.set(node, key.replace("_", " "), value)
        return node

    def set(self, node: bpy.types.Node, key: str, value: Any) -> None:
        if isinstance(value, bpy.types.NodeSocket):
            self.tree.links.new(value, node.inputs[key])
        else:
            node.inputs[key].default_value = value

    def look(self, **inputs: Any) -> None:
        """Set inputs of the principled shader."""
        for key, value in inputs.items():
            self.set(self.shader, key.replace("_", " "), value)

    def coords(self, scale: Vec) -> Socket:
        """Object coordinates, scaled per axis."""
        source = self.add("ShaderNodeTexCoord").outputs["Object"]
        return self.add("ShaderNodeMapping", Vector=source, Scale=scale).outputs["Vector"]

    def noise(self, vector: Socket, scale: float, detail: float = 4.0, roughness: float = 0.55) -> Socket:
        return self.add("ShaderNodeTexNoise", Vector=vector, Scale=scale, Detail=detail, Roughness=roughness).outputs[
            "Fac"
        ]

    def ramp(self, factor: Socket, stops: Stops) -> Socket:
        """Map a 0..1 factor through colour stops [(position, rgb), ...]."""
        node = self.add("ShaderNodeValToRGB", Fac=factor)
        elements = node.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (position, rgb) in zip(elements, stops, strict=True):
            element.position, element.color = position, (*rgb, 1)
        return node.outputs["Color"]

    def bump(self, height: Socket, strength: float, distance: float = 0.02) -> None:
        node = self.add("ShaderNodeBump", Height=height, Strength=strength, Distance=distance)
        self.look(Normal=node.outputs["Normal"])


def plain(name: str, rgb: Vec, roughness: float = 0.5, metallic: float = 0.0, **more: Any) -> Material:
    """One colour; `more` are further principled inputs."""
    g = Graph(name)
    g.look(Base_Color=(*rgb, 1), Roughness=roughness, Metallic=metallic, **more)
    return g.material


def satin_metal(name: str, rgb: Vec, roughness: float) -> Material:
    """Bead-blasted, plated metal with faint handling marks."""
    g = Graph(name)
    marks = g.noise(g.coords((1, 1, 1)), 1.3, 6)
    spread = g.add("ShaderNodeMapRange", Value=marks)
    g.set(spread, "To Min", roughness - 0.05)
    g.set(spread, "To Max", roughness + 0.07)
    g.look(Base_Color=(*rgb, 1), Metallic=1.0, Roughness=spread.outputs["Result"])
    g.bump(g.noise(g.coords((1, 1, 1)), 90, 2), 0.05, 0.01)
    return g.material


def leatherette(name: str, rgb: Vec) -> Material:
    """Vulcanite-like pebbled covering."""
    g = Graph(name)
    at = g.coords((1, 1, 1))
    cells = g.add("ShaderNodeTexVoronoi", {"feature": "SMOOTH_F1"}, Vector=at, Scale=9.0)
    pebble = g.add("ShaderNodeMath", {"operation": "MULTIPLY"})
    g.set(pebble, 0, cells.outputs["Distance"])
    g.set(pebble, 1, g.noise(at, 14))
    tone = g.ramp(g.noise(at, 1.1), [(0.3, [c * 0.8 for c in rgb]), (0.7, [c * 1.25 for c in rgb])])
    g.look(Base_Color=tone, Roughness=0.46)
    g.bump(pebble.outputs["Value"], 0.9, 0.09)
    return g.material


def coated_glass(name: str, tint: Vec, strength: float) -> Material:
    """A thin lens surface: clear, with the coloured reflection of an anti-reflex coating."""
    g = Graph(name)
    clear = g.add("ShaderNodeBsdfTransparent", Color=(0.97, 0.97, 0.96, 1))
    shine = g.add("ShaderNodeBsdfGlossy", Color=(*tint, 1), Roughness=0.015)
    facing = g.add("ShaderNodeLayerWeight", Blend=0.25).outputs["Fresnel"]
    amount = g.add("ShaderNodeMath", {"operation": "MULTIPLY_ADD"})
    for i, value in enumerate((facing, 0.35, strength)):
        g.set(amount, i, value)
    mix = g.add("ShaderNodeMixShader", Fac=amount.outputs["Value"])
    g.set(mix, 1, clear.outputs["BSDF"])
    g.set(mix, 2, shine.outputs["BSDF"])
    g.tree.links.new(mix.outputs["Shader"], g.output.inputs["Surface"])
    return g.material


def oak(name: str, dark: Vec, mid: Vec, light: Vec, roughness: float = 0.42) -> Material:
    """Oiled oak with the grain along X; every object gets its own piece of the tree."""
    g = Graph(name)
    number, at = _own_piece(g)
    wide = g.add("ShaderNodeMapping", Vector=at, Scale=(0.02, 0.3, 0.3)).outputs["Vector"]
    fine = g.add("ShaderNodeMapping", Vector=at, Scale=(0.35, 11.0, 11.0)).outputs["Vector"]
    pores = g.add("ShaderNodeMapping", Vector=at, Scale=(0.9, 16.0, 16.0)).outputs["Vector"]
    field = g.noise(wide, 1.6, 2, 0.4)
    rings = g.add("ShaderNodeMath", {"operation": "PINGPONG"})
    swirl = g.add("ShaderNodeMath", {"operation": "MULTIPLY"})
    g.set(swirl, 0, field)
    g.set(swirl, 1, 13.0)
    g.set(rings, 0, swirl.outputs["Value"])
    g.set(rings, 1, 0.5)
    grain = _blend(g, rings.outputs["Value"], g.noise(fine, 1.0, 5, 0.6), 0.6, 0.75)
    grain = _blend(g, grain, number, 0.85, 0.22)
    colour = g.ramp(grain, [(0.25, dark), (0.55, mid), (0.95, light)])
    pit = g.ramp(g.noise(pores, 1.0, 3, 0.6), [(0.34, (0.62,) * 3), (0.44, (1,) * 3)])
    mixed = g.add("ShaderNodeVectorMath", {"operation": "MULTIPLY"})
    g.set(mixed, 0, colour)
    g.set(mixed, 1, pit)
    g.look(Base_Color=mixed.outputs["Vector"], Roughness=roughness)
    g.bump(_blend(g, g.noise(fine, 1.0, 5, 0.6), pit, 0.5, 0.5), 0.22, 0.02)
    return g.material


def plaster(name: str, rgb: Vec) -> Material:
    """A painted wall with the faint orange peel of a roller."""
    g = Graph(name)
    at = g.coords((1, 1, 1))
    g.look(Base_Color=(*rgb, 1), Roughness=0.85)
    g.bump(g.noise(at, 1.8, 5), 0.25, 0.15)
    return g.material


def linen(name: str, rgb: Vec) -> Material:
    """Woven cloth: two crossed sets of threads with uneven thickness."""
    g = Graph(name)
    height = None
    for axis in ("X", "Y"):
        wave = g.add("ShaderNodeTexWave", {"bands_direction": axis}, Vector=g.coords((1, 1, 1)))
        for key, value in (("Scale", 2.6), ("Distortion", 2.2), ("Detail", 2.0)):
            g.set(wave, key, value)
        thread = wave.outputs["Fac"]
        height = thread if height is None else _blend(g, height, thread, 0.5, 0.5)
    tone = g.ramp(height, [(0.1, [c * 0.72 for c in rgb]), (0.8, rgb)])
    g.look(Base_Color=tone, Roughness=0.95, Sheen_Weight=0.25)
    g.bump(height, 0.5, 0.05)
    return g.material


def _blend(g: Graph, a: Socket, b: Socket, gain_a: float, gain_b: float) -> Socket:
    """a*gain_a + b*gain_b, left unclamped."""
    left = g.add("ShaderNodeMath", {"operation": "MULTIPLY"})
    g.set(left, 0, a)
    g.set(left, 1, gain_a)
    total = g.add("ShaderNodeMath", {"operation": "MULTIPLY_ADD"})
    g.set(total, 0, b)
    g.set(total, 1, gain_b)
    g.set(total, 2, left.outputs["Value"])
    return total.outputs["Value"]


def _own_piece(g: Graph) -> tuple[Socket, Socket]:
    """A random number of the object, and its coordinates moved far away by it."""
    number = g.add("ShaderNodeObjectInfo").outputs["Random"]
    offset = g.add("ShaderNodeMath", {"operation": "MULTIPLY"})
    g.set(offset, 0, number)
    g.set(offset, 1, 300.0)
    source = g.add("ShaderNodeTexCoord").outputs["Object"]
    shift = g.add("ShaderNodeCombineXYZ", X=offset.outputs["Value"], Y=offset.outputs["Value"])
    moved = g.add("ShaderNodeVectorMath", {"operation": "ADD"})
    g.set(moved, 0, source)
    g.set(moved, 1, shift.outputs["Vector"])
    return number, moved.outputs["Vector"]
